// A pop-up menu that belongs to a button: arrows, Home and End, Escape, a press elsewhere.

import { element } from "./dom.js";

export class Menu {
  #button;
  #items;
  #list = null;
  #returnTo = null;

  /** `items` is an async function: it gives [{label, note?, act}] at the moment of opening. */
  constructor(button, items) {
    this.#button = button;
    this.#items = items;
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (this.#list ? this.close() : this.open()));
  }

  get isOpen() {
    return this.#list !== null;
  }

  /** `focus` false leaves the cursor where it is (a slash was typed); arrows then step inside. */
  async open({ focus = true, returnTo = this.#button } = {}) {
    const items = await this.#items();
    if (this.#list) return;
    this.#returnTo = returnTo;
    this.#list = element(
      "div",
      { class: "menu", role: "menu", "aria-label": this.#button.getAttribute("aria-label") },
      ...items.map((item) => this.#itemOf(item)),
    );
    this.#list.addEventListener("keydown", (event) => this.#keys(event));
    this.#button.after(this.#list);
    this.#button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", this.#elsewhere);
    document.addEventListener("focusin", this.#elsewhere);
    document.addEventListener("keydown", this.#escape);
    if (focus) this.step(0);
  }

  close() {
    if (!this.#list) return;
    const held = this.#list.contains(document.activeElement);
    this.#list.remove();
    this.#list = null;
    this.#button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", this.#elsewhere);
    document.removeEventListener("focusin", this.#elsewhere);
    document.removeEventListener("keydown", this.#escape);
    if (held) this.#returnTo.focus();
  }

  step(by) {
    const items = [...this.#list.querySelectorAll("[role=menuitem]")];
    const at = items.indexOf(document.activeElement);
    const next = at < 0 ? (by < 0 ? items.length - 1 : 0) : (at + by + items.length) % items.length;
    items[next]?.focus();
  }

  #itemOf({ label, note, act }) {
    const choose = () => {
      this.close();
      act();
    };
    return element(
      "button",
      { type: "button", role: "menuitem", tabindex: "-1", class: "menu-item", onclick: choose },
      element("span", {}, label),
      note ? element("span", { class: "menu-note" }, note) : null,
    );
  }

  #keys(event) {
    const items = this.#list.querySelectorAll("[role=menuitem]");
    const moves = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      Home: () => items[0]?.focus(),
      End: () => items[items.length - 1]?.focus(),
      Tab: () => this.close(),
    };
    const move = moves[event.key];
    if (!move) return;
    if (event.key !== "Tab") event.preventDefault();
    move();
  }

  #escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  };

  #elsewhere = (event) => {
    const inside = [this.#list, this.#button, this.#returnTo].some((part) => part.contains(event.target));
    if (!inside) this.close();
  };
}
