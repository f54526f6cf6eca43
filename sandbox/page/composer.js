// The line at the foot of the chat: text, commands, files, and what a bot does not expect.

import * as api from "./api.js";
import { askCaption } from "./dialogs.js";
import { byId } from "./dom.js";
import { Menu } from "./menu.js";
import { sizeWords } from "./message.js";

const TALLEST = 160;
const OTHERS = [
  { label: "Прислать стикер", kind: "sticker" },
  { label: "Прислать голосовое", kind: "voice" },
  { label: "Прислать фото", kind: "photo" },
  { label: "Прислать пересланное", kind: "forward" },
];

export class Composer {
  #act;
  #text = byId("text");
  #drafts = new Map();
  #person = null;
  #commands = [];
  #menu;

  /** `act` runs a request and shows a refusal; it gives false when there was one. */
  constructor(act) {
    this.#act = act;
    this.#menu = new Menu(byId("commands"), () => this.#commandItems());
    const others = OTHERS.map(({ label, kind }) => ({ label, act: () => act(() => api.sendOther(this.#person, kind)) }));
    new Menu(byId("extras"), async () => others);
    this.#listenToText();
    this.#listenToFiles();
  }

  /** Another person writes: what was typed for the former one waits for him. */
  open(person) {
    if (this.#person !== null) this.#drafts.set(this.#person, this.#text.value);
    this.#person = person;
    this.#set(this.#drafts.get(person) ?? "");
  }

  send(text) {
    return this.#act(() => api.sendText(this.#person, text));
  }

  focus() {
    this.#text.focus();
  }

  async offer(file) {
    const person = this.#person;
    const answer = await askCaption(file.name, sizeWords(file.size));
    if (!answer) return;
    byId("attach").setAttribute("aria-busy", "true");
    await this.#act(() => api.sendFile(person, file, answer.caption));
    byId("attach").removeAttribute("aria-busy");
  }

  #set(text) {
    this.#text.value = text;
    this.#fit();
  }

  #fit() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, TALLEST)}px`;
  }

  async #submit() {
    const text = this.#text.value.trim();
    if (!text) return;
    const person = this.#person;
    this.#menu.close();
    this.#set("");
    const sent = await this.send(text);
    if (!sent && person === this.#person && !this.#text.value) this.#set(text);
  }

  #listenToText() {
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener("keydown", (event) => this.#keys(event));
    this.#text.addEventListener("input", () => {
      this.#fit();
      this.#suggest();
    });
  }

  #keys(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (this.#menu.isOpen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.#menu.step(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  async #suggest() {
    this.#menu.close();
    const typed = this.#text.value;
    if (!/^\/\w*$/.test(typed)) return;
    if (typed === "/") await this.#readCommands();
    if (this.#text.value !== typed || !this.#matching().length) return;
    await this.#menu.open({ focus: false, returnTo: this.#text });
  }

  #matching() {
    const typed = this.#text.value.trim();
    return this.#commands.filter(({ command }) => !typed.startsWith("/") || `/${command}`.startsWith(typed));
  }

  async #readCommands() {
    await this.#act(async () => {
      const found = await api.readCommands(this.#person);
      this.#commands = found.map((entry) => ({ ...entry, command: entry.command.replace(/^\//, "") }));
    });
  }

  async #commandItems() {
    const suggested = this.#text.value.startsWith("/") && this.#commands.length > 0;
    if (!suggested) await this.#readCommands();
    const items = this.#matching().map(({ command, description }) => ({
      label: `/${command}`,
      note: description,
      act: () => {
        this.#set("");
        this.send(`/${command}`);
      },
    }));
    return items.length ? items : [{ label: "У бота нет команд", act: () => this.focus() }];
  }

  #listenToFiles() {
    const input = byId("file");
    byId("attach").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.value = "";
      if (file) this.offer(file);
    });
    this.#text.addEventListener("paste", (event) => {
      const [file] = event.clipboardData.files;
      if (!file) return;
      event.preventDefault();
      this.offer(file);
    });
  }
}
