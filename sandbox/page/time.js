// The programme's time in Russian words. The zone is the offset written in the programme's own clock,
// never the browser's: a curator in another region must see what the teacher sees.

const WEEKDAYS = ["вс", "пн", "вт", "ср", "чт", "пт", "сб"];
const MONTHS = [
  "января", "февраля", "марта", "апреля", "мая", "июня",
  "июля", "августа", "сентября", "октября", "ноября", "декабря",
];
const DAY = 86_400_000;

const twoDigits = (number) => String(number).padStart(2, "0");

function offsetIn(iso) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(iso);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === "-" ? -minutes : minutes) * 60_000;
}

export class ProgrammeTime {
  /** `iso` may be null: the programme's clock is out of reach, then the browser's stands in. */
  constructor(iso) {
    this.known = Boolean(iso);
    this.offset = iso ? offsetIn(iso) : -new Date().getTimezoneOffset() * 60_000;
    this.now = this.#local(iso ? Date.parse(iso) : Date.now());
  }

  /** The same zone at another moment, whatever zone `iso` is written in. */
  moved(iso) {
    const later = new ProgrammeTime(iso);
    later.offset = this.offset;
    later.now = later.#local(Date.parse(iso));
    return later;
  }

  #local(milliseconds) {
    return new Date(milliseconds + this.offset);
  }

  /** «пн, 7 сентября 2026, 10:00» */
  words() {
    return this.#full(this.now);
  }

  wordsOf(iso) {
    return this.#full(this.#local(Date.parse(iso)));
  }

  #full(date) {
    const weekday = WEEKDAYS[date.getUTCDay()];
    return `${weekday}, ${this.#dayAndMonth(date)} ${date.getUTCFullYear()}, ${this.#hour(date)}`;
  }

  #dayAndMonth(date) {
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  }

  #hour(date) {
    return `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
  }

  #daysAgo(date) {
    return Math.floor(this.now.getTime() / DAY) - Math.floor(date.getTime() / DAY);
  }

  /** A number that is the same for all moments of one local day. */
  dayOf(unix) {
    return Math.floor(this.#local(unix * 1000).getTime() / DAY);
  }

  hourOf(unix) {
    return this.#hour(this.#local(unix * 1000));
  }

  dayWords(unix) {
    const date = this.#local(unix * 1000);
    const sameYear = date.getUTCFullYear() === this.now.getUTCFullYear();
    return sameYear ? this.#dayAndMonth(date) : `${this.#dayAndMonth(date)} ${date.getUTCFullYear()}`;
  }

  /** For the list of people: the hour today, the weekday this week, the date before. */
  shortWords(unix) {
    const date = this.#local(unix * 1000);
    const ago = this.#daysAgo(date);
    if (ago <= 0) return this.#hour(date);
    if (ago < 7) return WEEKDAYS[date.getUTCDay()];
    const day = `${twoDigits(date.getUTCDate())}.${twoDigits(date.getUTCMonth() + 1)}`;
    return date.getUTCFullYear() === this.now.getUTCFullYear()
      ? day
      : `${day}.${twoDigits(date.getUTCFullYear() % 100)}`;
  }
}
