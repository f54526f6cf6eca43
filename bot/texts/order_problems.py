"""What may be wrong with a typed number and date of an order."""

from mentoring.papers import PaperProblem

PROBLEMS: dict[PaperProblem, str] = {
    PaperProblem.NO_NUMBER: "Не видно номера приказа.",
    PaperProblem.SEVERAL_NUMBERS: "Здесь несколько номеров. Нужен один: номер приказа и его дата.",
    PaperProblem.NO_DATE: "Не видно даты приказа.",
    PaperProblem.NOT_A_DATE: "Такой даты нет в календаре.",
    PaperProblem.IN_THE_FUTURE: "Эта дата ещё не наступила.",
    PaperProblem.TOO_OLD: "Этой дате больше года. Проверьте год.",
    PaperProblem.ENDED: "Это приказ прошлого учебного года. Проверьте дату.",
}
