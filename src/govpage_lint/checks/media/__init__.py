"""Decides nothing itself: the checks of the rules about sound, films and what moves."""

from govpage_lint.checks.media.alternatives import (
    audio_description,
    audio_label_missing,
    audio_track_missing,
    audio_transcript_missing,
    captions_missing,
    silent_video_unexplained,
    video_label_missing,
    video_transcript_missing,
)
from govpage_lint.checks.media.autoplay import (
    motion_unstoppable,
    sound_long,
    sound_unasked,
    sound_uncontrolled,
)
from govpage_lint.checks.media.embedded import (
    animation,
    controls_missing,
    embed_name_missing,
    player_captions,
)
from govpage_lint.checks.media.tracks import (
    subtitles_for_captions,
    track_unlabelled,
    track_unusable,
)

__all__ = [
    "animation",
    "audio_description",
    "audio_label_missing",
    "audio_track_missing",
    "audio_transcript_missing",
    "captions_missing",
    "controls_missing",
    "embed_name_missing",
    "motion_unstoppable",
    "player_captions",
    "silent_video_unexplained",
    "sound_long",
    "sound_unasked",
    "sound_uncontrolled",
    "subtitles_for_captions",
    "track_unlabelled",
    "track_unusable",
    "video_label_missing",
    "video_transcript_missing",
]
