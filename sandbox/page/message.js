// One message drawn as in Telegram: a bubble and, under it, rows of buttons.

import { element, icon, spoken } from "./dom.js";
import { richText, startPayload } from "./rich_text.js";

const KILO = 1024;
const LONGEST_ALT = 120;
const VOICE_BARS = 24;

export function sizeWords(bytes) {
  if (bytes < KILO) return `${bytes} Б`;
  const [number, unit] = bytes < KILO * KILO ? [bytes / KILO, "КБ"] : [bytes / KILO / KILO, "МБ"];
  return `${number.toLocaleString("ru", { maximumFractionDigits: number < 10 ? 1 : 0 })} ${unit}`;
}

function photoOf(message, onPhoto) {
  const words = (message.text ?? "").trim().slice(0, LONGEST_ALT);
  const description = words ? `Фотография: ${words}` : "Фотография";
  const picture = element("img", { src: message.photo, alt: description, loading: "lazy" });
  return element(
    "button",
    { type: "button", class: "photo", title: "Открыть крупно", onclick: () => onPhoto(message.photo, description) },
    picture,
  );
}

function documentOf({ name, size, url }) {
  const words = element(
    "span",
    { class: "document-words" },
    element("span", { class: "document-name" }, name),
    element("span", { class: "document-size" }, spoken(", "), `${sizeWords(size)}, скачать`),
  );
  return element("a", { class: "document", href: url, download: name }, element("span", { class: "document-icon" }, icon("file")), words);
}

function voice() {
  const bars = Array.from({ length: VOICE_BARS }, (_, at) => element("span", { class: `bar bar-${(at * 7) % 5}` }));
  return element(
    "div",
    { class: "voice" },
    element("span", { class: "document-icon" }, icon("voice")),
    element("span", { class: "bars", "aria-hidden": "true" }, ...bars),
    spoken("Голосовое сообщение"),
  );
}

function attachment(message, onPhoto) {
  if (message.photo) return photoOf(message, onPhoto);
  if (message.document) return documentOf(message.document);
  if (message.kind === "voice") return voice();
  if (message.kind === "sticker") {
    return element("div", { class: "sticker", role: "img", "aria-label": "Стикер" }, icon("smile"));
  }
  return null;
}

function stamp(message, time) {
  return element(
    "span",
    { class: "stamp" },
    message.edited ? element("span", { class: "edited" }, "изменено ") : null,
    element("time", {}, time.hourOf(message.date)),
  );
}

function bubble(message, { time, names, onPhoto }) {
  const hasWords = message.html && message.kind !== "sticker";
  const words = element("div", { class: "words" });
  if (hasWords) words.append(richText(message.html));
  words.append(stamp(message, time));
  return element(
    "div",
    { class: `bubble kind-${message.kind}${hasWords ? "" : " wordless"}` },
    spoken(`${names[message.from]}: `),
    attachment(message, onPhoto),
    words,
  );
}

function key(message, row, column, { username, onPress, onLink }) {
  const { label, url } = message.buttons[row][column];
  const words = element("span", { class: "key-label" }, label);
  const place = { class: "key", title: label, data: { row, column } };
  if (!url) {
    return element("button", { ...place, type: "button", onclick: () => onPress(message.id, row, column) }, words);
  }
  const away = icon("away");
  if (startPayload(url, username) !== null) {
    return element("button", { ...place, type: "button", onclick: () => onLink(url) }, words, away);
  }
  return element("a", { ...place, href: url, target: "_blank", rel: "noopener noreferrer" }, words, away);
}

function keyboard(message, context) {
  const rows = message.buttons.map((row, at) =>
    element("div", { class: "keys" }, ...row.map((_, column) => key(message, at, column, context))),
  );
  return element("div", { class: "keyboard", role: "group", "aria-label": "Кнопки под сообщением" }, ...rows);
}

/** What stands inside the message's article. */
export function messageParts(message, context) {
  if (message.kind === "service") {
    const words = element("p", { class: "pill" });
    words.append(richText(message.html));
    return [words];
  }
  const hasKeys = message.buttons?.some((row) => row.length > 0);
  return [bubble(message, context), ...(hasKeys ? [keyboard(message, context)] : [])];
}

export function messageClass(message) {
  if (message.kind === "service") return "message service";
  const keys = message.buttons?.length ? " with-keys" : "";
  return `message from-${message.from}${keys}`;
}
