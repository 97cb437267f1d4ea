"""Decides what a line of the text report is: pieces, each with what it is for."""

from __future__ import annotations

from typing import Literal

type Style = Literal["", "error", "warning", "info", "review", "place", "dim", "title", "good"]
type Piece = tuple[str, Style]
type Line = list[Piece]
