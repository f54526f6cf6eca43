// The list of people at the side.

import { element, icon, spoken } from "./dom.js";

const TONES = 7;

function initials(name) {
  return name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
}

function toneOf(id) {
  return [...String(id)].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TONES;
}

export class PeopleList {
  #root;
  #onChoose;
  #buttons = new Map();

  constructor(root, onChoose) {
    this.#root = root;
    this.#onChoose = onChoose;
    root.addEventListener("keydown", (event) => this.#keys(event));
  }

  show(people, selected, time) {
    const focused = this.#root.contains(document.activeElement) ? document.activeElement : null;
    const ordered = [...people].sort((one, two) => (two.last_date ?? 0) - (one.last_date ?? 0));
    const kept = new Set(ordered.map((person) => String(person.id)));
    for (const [id, button] of this.#buttons) {
      if (kept.has(id)) continue;
      button.parentElement.remove();
      this.#buttons.delete(id);
    }
    ordered.forEach((person, place) => {
      const button = this.#buttonOf(person);
      button.replaceChildren(...this.#contents(person, time));
      this.#mark(button, person.id === selected);
      const item = button.parentElement;
      if (this.#root.children[place] !== item) this.#root.insertBefore(item, this.#root.children[place] ?? null);
    });
    this.#oneTabStop(focused, selected);
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  focus(id) {
    this.#buttons.get(String(id))?.focus();
  }

  #mark(button, current) {
    if (current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }

  // Tab enters the list once, arrows walk inside: forty people must not be forty presses of Tab.
  #oneTabStop(focused, selected) {
    const stop = focused ?? this.#buttons.get(String(selected)) ?? this.#root.querySelector("button");
    for (const button of this.#buttons.values()) button.tabIndex = button === stop ? 0 : -1;
  }

  #buttonOf(person) {
    const id = String(person.id);
    if (!this.#buttons.has(id)) {
      const button = element("button", { type: "button", class: "person", onclick: () => this.#onChoose(person.id) });
      button.addEventListener("focus", () => this.#oneTabStop(button));
      this.#root.append(element("li", {}, button));
      this.#buttons.set(id, button);
    }
    return this.#buttons.get(id);
  }

  #contents(person, time) {
    const preview = person.last || (person.started ? "" : "Пока нет сообщений");
    return [
      element("span", { class: `avatar tone-${toneOf(person.id)}`, "aria-hidden": "true" }, initials(person.name)),
      element(
        "span",
        { class: "who" },
        element("span", { class: "name" }, person.name),
        person.note ? element("span", { class: "role" }, spoken(", "), person.note) : null,
      ),
      element("span", { class: "when" }, person.last_date ? time.shortWords(person.last_date) : ""),
      element("span", { class: "preview" }, spoken(". "), preview),
      this.#marks(person),
    ];
  }

  #marks(person) {
    const marks = element("span", { class: "marks" });
    if (person.blocked) {
      marks.append(element("span", { class: "blocked", title: "Бот заблокирован" }, icon("blocked"), spoken(". Бот заблокирован")));
    }
    if (person.unread > 0) {
      marks.append(
        element("span", { class: "unread", "aria-hidden": "true" }, String(person.unread)),
        spoken(`. Непрочитанных: ${person.unread}`),
      );
    }
    return marks;
  }

  #keys(event) {
    const buttons = [...this.#root.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const place = places[event.key];
    if (place === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, place))].focus();
  }
}
