"""Which act leads from where to where, and what is said in words."""

import pytest

from mentoring.sent_reports import ReportAct, ReportState, WordsProblem, WordsRefused, WrongState, moved, words

LEADS = {
    (ReportAct.SEND, ReportState.NOT_SENT): ReportState.SENT,
    (ReportAct.SEND, ReportState.RETURNED): ReportState.SENT,
    (ReportAct.CALL_BACK, ReportState.SENT): ReportState.NOT_SENT,
    (ReportAct.ACCEPT, ReportState.SENT): ReportState.ACCEPTED,
    (ReportAct.RETURN, ReportState.SENT): ReportState.RETURNED,
    (ReportAct.RETURN, ReportState.ACCEPTED): ReportState.RETURNED,
}


@pytest.mark.parametrize("act", ReportAct)
@pytest.mark.parametrize("state", ReportState)
def test_the_whole_table(act: ReportAct, state: ReportState) -> None:
    expected = LEADS.get((act, state))
    if expected is not None:
        assert moved(act, state) is expected
        return
    with pytest.raises(WrongState) as refused:
        moved(act, state)
    assert (refused.value.act, refused.value.state) == (act, state)


def test_words_are_one_line() -> None:
    assert words("  Был \n карантин ", 20) == "Был карантин"
    with pytest.raises(WordsRefused) as refused:
        words("слово " * 10, 20)
    assert refused.value.problem is WordsProblem.TOO_LONG
    with pytest.raises(WordsRefused) as refused:
        words(" \n ", 20)
    assert refused.value.problem is WordsProblem.EMPTY
