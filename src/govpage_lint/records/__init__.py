"""Decides how classes that only hold values are made: as dataclasses that cost nothing until used.

``dataclasses.dataclass`` writes, compiles and runs the source of half a dozen methods for every class
that it makes. We have some 300 such classes and a run uses half of them, so that this was a quarter
of the time in which a file is checked. The decorator here is the same to who uses it and to a type
checker (https://docs.python.org/3/library/dataclasses.html); what differs is when and how it is done:

* ``__init__`` is written when there are more than a few instances, and fills slots by their
  descriptors, which takes half the time of ``object.__setattr__``;
* the other methods are shared by all classes;
* no instance of a frozen class takes another value, not even for a name that is no field.

What we do not use is not there: inheritance, ``__post_init__``, ``InitVar``, ``kw_only`` and fields that
are left out of comparisons. Asking for it is a TypeError when the class is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    from govpage_lint.records.making import dataclass, field, fields, is_dataclass, replace

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]
