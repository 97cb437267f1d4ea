"""Decides nothing itself: the checks of the rules about sound, films and what moves."""

from typing import Final

CHECKS: Final = {
    "animation": "embedded",
    "audio_description": "alternatives",
    "audio_label_missing": "alternatives",
    "audio_track_missing": "alternatives",
    "audio_transcript_missing": "alternatives",
    "captions_missing": "alternatives",
    "controls_missing": "embedded",
    "embed_name_missing": "embedded",
    "motion_unstoppable": "autoplay",
    "player_captions": "embedded",
    "silent_video_unexplained": "alternatives",
    "sound_long": "autoplay",
    "sound_unasked": "autoplay",
    "sound_uncontrolled": "autoplay",
    "subtitles_for_captions": "tracks",
    "track_unlabelled": "tracks",
    "track_unusable": "tracks",
    "video_label_missing": "alternatives",
    "video_transcript_missing": "alternatives",
}
