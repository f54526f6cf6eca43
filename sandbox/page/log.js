// The history of one chat: messages in order, the dates between them, where it is scrolled.

import { element } from "./dom.js";
import { messageClass, messageParts } from "./message.js";

const NEAR_BOTTOM = 60;
const LONGEST_WAIT = 15_000;

export class Log {
  #root;
  #context;
  #drawn = new Map();
  #atBottom = true;
  #onBottom;

  /** `context`: what messages need to be drawn and pressed, see message.js. */
  constructor(root, context, onBottom) {
    this.#root = root;
    this.#context = context;
    this.#onBottom = onBottom;
    root.addEventListener("scroll", () => this.#scrolled());
    root.addEventListener("load", () => this.#atBottom && this.toBottom(), { capture: true });
    new ResizeObserver(() => this.#atBottom && this.toBottom()).observe(root);
  }

  get atBottom() {
    return this.#atBottom;
  }

  get length() {
    return this.#drawn.size;
  }

  toBottom() {
    this.#root.scrollTop = this.#root.scrollHeight;
    this.#scrolled();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#root;
    this.#atBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    this.#onBottom(this.#atBottom);
  }

  /** Another chat: its history is not news, so nobody reads it aloud. */
  open(messages) {
    this.#root.setAttribute("aria-live", "off");
    this.#drawn.clear();
    this.#root.replaceChildren();
    this.show(messages);
    this.toBottom();
    requestAnimationFrame(() => this.#root.setAttribute("aria-live", "polite"));
  }

  /** The whole history once more: only what differs is drawn. */
  show(messages) {
    const kept = new Set(messages.map((message) => message.id));
    for (const id of [...this.#drawn.keys()]) if (!kept.has(id)) this.remove(id);
    for (const message of messages) this.put(message);
  }

  /** True when the message was not here before. */
  put(message) {
    const signature = JSON.stringify(message);
    const known = this.#drawn.get(message.id);
    if (known?.signature === signature) return false;
    const stick = this.#atBottom || (!known && message.from === "person");
    const article = known?.article ?? element("article", {});
    this.#draw(article, message);
    this.#drawn.set(message.id, { article, signature });
    if (!known) this.#insert(article);
    this.#dates();
    if (stick) this.toBottom();
    return !known;
  }

  remove(id) {
    this.#drawn.get(id)?.article.remove();
    this.#drawn.delete(id);
    this.#dates();
  }

  /** Marks a pressed button until `settle`; like Telegram, not for ever. */
  wait(id, row, column) {
    const key = this.#keyAt(this.#drawn.get(id)?.article, row, column);
    if (!key) return;
    key.setAttribute("aria-busy", "true");
    setTimeout(() => key.removeAttribute("aria-busy"), LONGEST_WAIT);
  }

  /** The press of this message was answered; without an id, any press. */
  settle(id) {
    const root = id === undefined ? this.#root : this.#drawn.get(id)?.article;
    for (const key of root?.querySelectorAll("[aria-busy]") ?? []) key.removeAttribute("aria-busy");
  }

  refreshDates() {
    this.#dates();
  }

  // A press by keyboard redraws the very button that holds the focus: it goes to the one in its place.
  #draw(article, message) {
    const focused = article.contains(document.activeElement) ? document.activeElement : null;
    article.className = messageClass(message);
    article.dataset.id = message.id;
    article.dataset.date = message.date;
    article.replaceChildren(...messageParts(message, this.#context));
    if (!focused) return;
    const { row, column } = focused.dataset;
    const next = this.#keyAt(article, row, column) ?? article.querySelector(".key");
    (next ?? this.#root).focus({ preventScroll: true });
  }

  #keyAt(article, row, column) {
    return article?.querySelector(`.key[data-row="${row}"][data-column="${column}"]`);
  }

  #insert(article) {
    let before = null;
    for (const other of [...this.#root.querySelectorAll("article")].reverse()) {
      if (Number(other.dataset.id) < Number(article.dataset.id)) break;
      before = other;
    }
    this.#root.insertBefore(article, before);
  }

  #dates() {
    let day = null;
    for (const part of [...this.#root.children]) {
      if (part.tagName !== "ARTICLE") continue;
      const date = Number(part.dataset.date);
      const differs = this.#context.time.dayOf(date) !== day;
      day = this.#context.time.dayOf(date);
      this.#dateBefore(part, differs ? this.#context.time.dayWords(date) : null);
    }
    const last = this.#root.lastElementChild;
    if (last?.classList.contains("day")) last.remove();
  }

  #dateBefore(article, words) {
    let mark = article.previousElementSibling;
    if (!mark?.classList.contains("day")) mark = null;
    if (words === null) {
      mark?.remove();
      return;
    }
    if (!mark) {
      mark = element("p", { class: "day" }, element("span", {}, words));
      this.#root.insertBefore(mark, article);
    } else if (mark.textContent !== words) {
      mark.firstElementChild.textContent = words;
    }
  }
}
