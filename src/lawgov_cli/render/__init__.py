"""Views → terminal text, machine formats, report files. Returns text; prints nothing."""
