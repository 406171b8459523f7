"""Documents in the shapes that real publishers use are read as a person read them (see cases/record.py)."""

from __future__ import annotations

import pytest
from cases.record import Case, all_cases


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_saved_document_is_read_as_before(case: Case) -> None:
    """Field by field; what differs is shown as it should be and as it is."""
    (kind, expected), (found_kind, found) = case.expected(), case.found()
    assert found_kind == kind, found
    assert found.keys() == expected.keys()
    assert {name: (expected[name], found[name]) for name in found if found[name] != expected[name]} == {}
