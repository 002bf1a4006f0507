"""The modules that keep the promises, and the tests of each, the quick ones first."""

from __future__ import annotations

#: Their mutants are all tried: the exclusive lock, and the reading of a long journal.
FIRST = ("store/locking.py", "store/appending.py", "store/chain.py", "store/journal.py")
_LINES = "store/test_journal_lines store/test_journal store/test_journal_fuzz"
_SYNCING = "store/test_sync cli/test_sync"
_WRITING = "store/test_appending_as_read store/test_journal store/test_appending test_windows"

#: module → its tests
TESTS: dict[str, str] = {
    "store/locking.py": _WRITING,
    "store/appending.py": f"store/test_chain {_WRITING} cli/test_correct {_SYNCING}",
    "store/journal.py": f"{_LINES} store/test_sync",
    "store/journal_form.py": f"{_LINES} store/test_sync store/test_chain",
    "store/journal_lines.py": f"{_LINES} cli/test_damaged",
    "store/journal_text.py": f"{_LINES} cli/test_damaged",
    "store/chain.py": "store/test_chain store/test_sync store/test_check",
    "store/files.py": "store/test_files store/test_folders cli/test_files",
    "store/redaction.py": "store/test_appending store/test_saved_filters cli/test_correct",
    "store/sync.py": "store/test_sync cli/test_sync cli/test_handing",
    "store/syncing.py": "cli/test_sync_git",
    "store/git.py": "cli/test_sync_git",
    "store/seen.py": "store/test_seen",
    "store/folders.py": "store/test_folders store/test_workspace",
    "store/taking.py": "store/test_taking cli/test_plans cli/test_init",
    "store/saved_filters.py": "store/test_saved_filters cli/test_view",
    "store/handover.py": "store/test_handover cli/test_handing",
    "store/evidence.py": "store/test_evidence store/test_check",
    "store/cache/file.py": "store/cache/test_file store/cache/test_journal",
    "store/cache/journal.py": "store/cache/test_journal store/cache/test_file store/test_seen",
    "store/cache/rows.py": "store/cache/test_journal store/cache/test_file",
    "store/cache/plan.py": "store/cache/test_plan",
    "domain/tree.py": "domain/test_tree store/cache/test_plan filters/test_flags",
    "domain/undo.py": "domain/test_undo cli/test_undo test_laws",
    "domain/fields.py": f"{_LINES} cli/test_recording_rules test_every_field",
    "domain/event.py": f"{_LINES} store/test_evidence store/cache/test_journal test_laws",
    "domain/timeline.py": "domain/test_timeline domain/test_registry store/cache/test_journal",
    "domain/columns.py": "domain/test_timeline store/cache/test_journal",
    "domain/slip_numbers.py": "domain/test_slips cli/test_slip",
    "domain/task_numbers.py": "domain/test_task_numbers domain/test_printed_numbers",
    "domain/rewording.py": "store/test_chain store/test_appending cli/test_correct",
    "base/reading.py": "store/test_journal cli/test_damaged importer/test_files",
    "base/written.py": "store/test_files cli/test_unprinted",
    "base/cells.py": "base/test_cells test_gate",
    "cli/plain.py": "cli/test_plain",
    "cli/declared.py": "cli/test_plain test_contract",
    "render/bounds.py": "render/test_bounds",
    "render/cell_text.py": "render/test_workbook",
}
