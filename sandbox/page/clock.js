// The programme's time on top of the page and the buttons that move it.

import { moveClock, Refusal } from "./api.js";
import { byId, element } from "./dom.js";
import { toast } from "./dialogs.js";

const STEPS = [
  { label: "+1 час", step: { advance_by: "PT1H" } },
  { label: "+1 день", step: { advance_by: "P1D" } },
  { label: "+1 неделя", step: { advance_by: "P7D" } },
  { label: "к следующему событию", short: "к событию", step: { to_next: true }, toNext: true },
];
const OUT_OF_REACH = "Время здесь не передвинуть: программа идёт по настоящим часам";
const NOTHING_AHEAD = "Впереди ничего не запланировано";
const RESULT_LIFE = 8000;

function resultWords({ sent, dropped, failed }) {
  const parts = [`Отправлено писем: ${sent}`];
  if (dropped) parts.push(`отменено: ${dropped}`);
  if (failed) parts.push(`не доставлено: ${failed}`);
  return parts.join(", ");
}

export class ClockBar {
  #buttons;
  #onMoved;
  #clock = { available: false };
  #moving = false;
  #fade = 0;

  constructor(onMoved) {
    this.#onMoved = onMoved;
    this.#buttons = STEPS.map((step) => this.#button(step));
    byId("steps").append(...this.#buttons.map(({ button }) => button));
  }

  show(clock, time) {
    this.#clock = clock;
    byId("now").textContent = time.known ? time.words() : "время программы неизвестно";
    if (clock.now) byId("now").setAttribute("datetime", clock.now);
    for (const { button, toNext } of this.#buttons) {
      const why = this.#refusal(toNext);
      const hint = toNext && clock.next_due ? time.wordsOf(clock.next_due) : null;
      button.title = why ?? hint ?? "";
      if (why) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  #refusal(toNext) {
    if (!this.#clock.available) return OUT_OF_REACH;
    return toNext && !this.#clock.next_due ? NOTHING_AHEAD : null;
  }

  // aria-disabled, not disabled: the reason must be within reach of the keyboard and of a finger.
  #button({ label, short, step, toNext }) {
    const words = short
      ? [element("span", { class: "long" }, label), element("span", { class: "short", "aria-hidden": "true" }, short)]
      : [label];
    const button = element("button", { type: "button", class: "step", "aria-label": label }, ...words);
    button.addEventListener("click", () => {
      const why = this.#refusal(toNext);
      if (why) toast(why);
      else this.#move(step, button);
    });
    return { button, toNext };
  }

  async #move(step, button) {
    if (this.#moving) return;
    this.#moving = true;
    button.setAttribute("aria-busy", "true");
    this.#say("Время идёт…");
    try {
      this.#say(resultWords(await moveClock(step)), RESULT_LIFE);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#say(error.message, RESULT_LIFE);
    } finally {
      this.#moving = false;
      button.removeAttribute("aria-busy");
      this.#onMoved();
    }
  }

  #say(words, life) {
    clearTimeout(this.#fade);
    byId("clock-result").textContent = words;
    if (life) this.#fade = setTimeout(() => this.#say(""), life);
  }
}
