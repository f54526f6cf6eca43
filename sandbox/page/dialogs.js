// Windows over the page and short words at its edge. `<dialog>` keeps the focus inside, closes by
// Escape and gives the focus back by itself.

import { byId, element } from "./dom.js";

const SHORTEST_TOAST = 3000;
const LONGEST_TOAST = 9000;
const PER_LETTER = 70;
let opened = 0;

export function toast(text, kind = "said") {
  const shown = element("p", { class: `toast ${kind}` }, text);
  byId("toasts").append(shown);
  const life = Math.min(LONGEST_TOAST, Math.max(SHORTEST_TOAST, text.length * PER_LETTER));
  setTimeout(() => shown.remove(), life);
}

/** Resolves to what `onSubmit` gave, or to null when the window was closed without it. */
function ask({ title, body, submit, cancel = "Отмена", onSubmit, onInput, look = "" }) {
  opened += 1;
  const named = `dialog-title-${opened}`;
  const heading = element("h2", { id: named }, title);
  const yes = element("button", { type: "submit", class: "primary" }, submit);
  const no = cancel ? element("button", { type: "button", class: "plain" }, cancel) : null;
  const form = element("form", { method: "dialog" }, heading, ...body, element("div", { class: "choice" }, no, yes));
  const dialog = element("dialog", { class: `window ${look}`, "aria-labelledby": named }, form);
  const refresh = () => onInput?.(new FormData(form), form);
  return new Promise((resolve) => {
    let result = null;
    no?.addEventListener("click", () => dialog.close());
    form.addEventListener("input", refresh);
    form.addEventListener("submit", () => {
      result = onSubmit ? onSubmit(new FormData(form)) : true;
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    refresh();
    dialog.showModal();
  });
}

export function showAlert(title, text) {
  const body = [element("p", { class: "alert-text" }, text)];
  return ask({ title, body, submit: "Понятно", cancel: null, look: "alert" });
}

function field(label, name, attributes = {}) {
  return element(
    "label",
    { class: "field" },
    element("span", {}, label),
    element("input", { name, type: "text", autocomplete: "off", ...attributes }),
  );
}

const namesIn = (form) => {
  const lastName = form.get("last_name").trim();
  const firstName = form.get("first_name").trim();
  return lastName ? { first_name: firstName, last_name: lastName } : { first_name: firstName };
};

const FILLED = { required: true, pattern: ".*\\S.*", title: "Напишите имя", maxlength: "64" };

/** Names as in a Telegram profile; null when the window was closed. */
export function askNewPerson() {
  return ask({
    title: "Новый человек",
    body: [
      element("p", { class: "hint" }, "Так этого человека зовут в его профиле Telegram."),
      field("Имя", "first_name", { ...FILLED, autofocus: true }),
      field("Фамилия (необязательно)", "last_name", { maxlength: "64" }),
    ],
    submit: "Добавить",
    onSubmit: namesIn,
  });
}

function radio(value, label, checked) {
  const input = element("input", { type: "radio", name: "who", value, checked, autofocus: checked });
  return element("label", { class: "radio" }, input, element("span", {}, label));
}

/**
 * Who opens a deep link. Resolves to {person, link} or {names, link}, or to null.
 * `address` null: the link or its code is typed here and comes back as `link`.
 */
export function askWhoOpens({ address, current, others }) {
  const typed = address === null;
  const select = element(
    "select",
    { name: "other", "aria-label": "Кто откроет ссылку" },
    ...others.map((person) => element("option", { value: person.id }, person.note ? `${person.name}, ${person.note}` : person.name)),
  );
  const newNames = element(
    "div",
    { class: "nested", data: { shownFor: "new" } },
    field("Имя", "first_name", FILLED),
    field("Фамилия (необязательно)", "last_name", { maxlength: "64" }),
  );
  const other = element("div", { class: "nested", data: { shownFor: "other" } }, select);
  const body = [
    typed
      ? field("Ссылка или код приглашения", "link", { required: true, pattern: ".*\\S.*", autofocus: true })
      : element("p", { class: "address" }, address),
    element(
      "fieldset",
      {},
      element("legend", {}, "Открыть ссылку как:"),
      current ? radio("current", current.name, true) : null,
      radio("new", "новый человек", !current),
      newNames,
      others.length ? radio("other", "другой человек", false) : null,
      others.length ? other : null,
    ),
  ];
  return ask({ title: "Открыть ссылку", body, submit: "Открыть", onInput: showChosen, onSubmit: opener });

  function opener(form) {
    const link = typed ? form.get("link").trim() : null;
    const who = form.get("who");
    if (who === "new") return { names: namesIn(form), link };
    return { person: who === "current" ? current.id : form.get("other"), link };
  }
}

function showChosen(data, form) {
  for (const part of form.querySelectorAll("[data-shown-for]")) {
    const shown = part.dataset.shownFor === data.get("who");
    part.hidden = !shown;
    for (const control of part.querySelectorAll("input, select")) control.disabled = !shown;
  }
}

/** Resolves to {caption} or null. `size` is words such as «12 КБ». */
export function askCaption(name, size) {
  return ask({
    title: "Отправить файл",
    body: [
      element("p", { class: "address" }, `${name}, ${size}`),
      field("Подпись (необязательно)", "caption", { autofocus: true }),
    ],
    submit: "Отправить",
    onSubmit: (form) => ({ caption: form.get("caption").trim() }),
  });
}

export function showPhoto(address, description) {
  const picture = element("img", { src: address, alt: description });
  return ask({ title: "Фотография", body: [picture], submit: "Закрыть", cancel: null, look: "photo" });
}
