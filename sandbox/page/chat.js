// The chat page: what is known, who is chosen, and what each event changes.

import * as api from "./api.js";
import { ClockBar } from "./clock.js";
import { Composer } from "./composer.js";
import { askNewPerson, askWhoOpens, showAlert, showPhoto, toast } from "./dialogs.js";
import { byId, icon } from "./dom.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { PeopleList } from "./people.js";
import { startPayload } from "./rich_text.js";
import { ProgrammeTime } from "./time.js";

const REREAD_AFTER = 60;
const ACTION_LIFE = 5000;
const ASK_AGAIN_AFTER = 1000;
const NARROW = matchMedia("(max-width: 719px)");

let state = null;
let time = new ProgrammeTime(null);
let selected = null;
let loading = null; // events of the chosen chat that came while its history was on the way
let missed = 0;
let reading = false;
let rereadTimer = 0;
let actionTimer = 0;

const personOf = (id) => state?.people.find((person) => person.id === id);

const log = new Log(byId("log"), {
  get time() {
    return time;
  },
  get username() {
    return state.bot.username;
  },
  get names() {
    return { bot: state.bot.name, person: personOf(selected)?.name ?? "Человек" };
  },
  onPress: pressKey,
  onLink: openLink,
  onPhoto: showPhoto,
}, reachedBottom);
const people = new PeopleList(byId("people"), choose);
const clock = new ClockBar(reread);
const composer = new Composer(act);

/** Runs a request; a refusal becomes a short word to the reader. */
async function act(request) {
  try {
    await request();
  } catch (error) {
    if (!(error instanceof api.Refusal)) throw error;
    toast(error.message, "refused");
    return false;
  }
  reread();
  return true;
}

// --- what is known ---------------------------------------------------------------------------

function reread() {
  clearTimeout(rereadTimer);
  rereadTimer = setTimeout(() => readState(), REREAD_AFTER);
}

async function readState() {
  try {
    state = await api.readState();
  } catch (error) {
    if (!(error instanceof api.Refusal)) throw error;
    toast(error.message, "refused");
    return;
  }
  setTime(new ProgrammeTime(state.clock.now));
  draw();
}

function setTime(moment) {
  time = moment;
  clock.show(state.clock, time);
  log.refreshDates();
}

function draw() {
  people.show(state.people, selected, time);
  drawTitle();
  drawChat();
  readIfSeen();
}

function drawTitle() {
  const unread = state.people.reduce((sum, person) => sum + person.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.bot.name} — песочница`;
}

function drawChat() {
  const person = personOf(selected);
  document.body.dataset.screen = person ? "chat" : "list";
  byId("conversation").hidden = !person;
  byId("nobody").hidden = Boolean(person);
  if (!person) return;
  byId("bot-name").textContent = state.bot.name;
  if (!actionTimer) byId("chat-note").textContent = `Вы здесь — ${person.name}`;
  const foot = { unblock: person.blocked, start: !person.blocked && !person.started };
  byId("unblock").hidden = !foot.unblock;
  byId("start").hidden = !foot.start;
  byId("not-started").hidden = !foot.start || log.length > 0;
  byId("composer").hidden = foot.unblock || foot.start;
}

// --- who is chosen ---------------------------------------------------------------------------

function choose(id) {
  if (String(id) === location.hash.slice(1)) return focusChat();
  location.hash = String(id);
}

function leaveChat() {
  const former = selected;
  history.replaceState(null, "", location.pathname);
  followHash();
  people.focus(former);
}

async function followHash({ focus = false } = {}) {
  const person = state.people.find(({ id }) => String(id) === location.hash.slice(1));
  selected = person?.id ?? null;
  clearAction();
  draw();
  if (selected === null) return;
  composer.open(selected);
  log.open([]);
  if (focus) focusChat();
  await readHistory((messages) => log.open(messages));
}

async function readHistory(show) {
  const person = selected;
  const waiting = [];
  loading = waiting;
  await act(async () => {
    const messages = await api.readMessages(person);
    if (loading === waiting) show(messages);
  });
  if (loading !== waiting) return;
  loading = null;
  waiting.forEach(follow);
  readIfSeen();
}

// On a phone the cursor in the text would raise the keyboard over the chat.
function focusChat() {
  if (NARROW.matches) return byId("bot-name").focus();
  const wide = [byId("start"), byId("unblock")].find((button) => !button.hidden);
  if (wide) wide.focus();
  else composer.focus();
}

// --- what was seen ---------------------------------------------------------------------------

function readIfSeen() {
  const unread = personOf(selected)?.unread;
  if (!unread || reading || loading || !log.atBottom || document.hidden) return;
  reading = true;
  act(() => api.markRead(selected)).finally(() => {
    reading = false;
  });
}

function reachedBottom(atBottom) {
  if (atBottom) missed = 0;
  drawMissed();
  if (atBottom && state) readIfSeen();
}

function drawMissed() {
  const button = byId("to-bottom");
  button.hidden = log.atBottom;
  button.setAttribute("aria-label", missed ? `Вниз, новых сообщений: ${missed}` : "Вниз");
  button.dataset.missed = missed || "";
}

// --- events ----------------------------------------------------------------------------------

const REACTIONS = {
  message({ message }) {
    if (message.from === "bot") clearAction();
    const isNew = log.put(message);
    if (isNew && message.from === "bot" && !log.atBottom) missed += 1;
    drawMissed();
  },
  edit({ message }) {
    log.put(message);
    log.settle(message.id);
  },
  delete({ message_id: id }) {
    log.remove(id);
  },
  toast({ text, alert, message_id: id }) {
    log.settle(id ?? undefined);
    if (!text) return;
    if (alert) showAlert(state.bot.name, text);
    else toast(text);
  },
  action({ text }) {
    showAction(text);
  },
};

function follow(event) {
  if (event.type === "clock" && event.now) setTime(time.known ? time.moved(event.now) : new ProgrammeTime(event.now));
  if (event.type !== "action" && event.type !== "toast") reread();
  if (event.person !== selected || selected === null) return;
  if (loading) loading.push(event);
  else REACTIONS[event.type]?.(event);
}

const ACTIONS = { upload_document: "отправляет файл…", upload_photo: "отправляет фото…" };

function showAction(kind) {
  clearTimeout(actionTimer);
  byId("chat-note").textContent = ACTIONS[kind] ?? "печатает…";
  byId("chat-note").classList.add("acting");
  actionTimer = setTimeout(() => {
    clearAction();
    drawChat();
  }, ACTION_LIFE);
}

function clearAction() {
  clearTimeout(actionTimer);
  actionTimer = 0;
  byId("chat-note").classList.remove("acting");
}

// --- what the reader does ---------------------------------------------------------------------

async function pressKey(message, row, column) {
  log.wait(message, row, column);
  const taken = await act(() => api.press(selected, message, row, column));
  if (!taken) log.settle(message);
}

// The pressed button gives way to the line for text, and the focus goes there with it.
async function enter(request) {
  if (!(await act(request))) return;
  await readState();
  focusChat();
}

async function addPerson() {
  const names = await askNewPerson();
  if (names) await act(async () => appear(await api.addPerson(names)));
}

async function appear(person) {
  await readState();
  choose(person.id);
}

/** `address` null: the reader types it. */
async function openLink(address) {
  const current = personOf(selected);
  const others = state.people.filter((person) => person !== current);
  const answer = await askWhoOpens({ address, current, others });
  if (!answer) return;
  const payload = payloadOf(address ?? answer.link);
  await act(async () => {
    const person = answer.names ? await api.addPerson(answer.names) : state.people.find(({ id }) => String(id) === String(answer.person));
    await api.start(person.id, payload);
    await appear(person);
  });
}

/** A whole link, one without https://, «/start CODE» or the bare code. */
function payloadOf(link) {
  const { username } = state.bot;
  return startPayload(link, username) ?? startPayload(`https://${link}`, username) ?? link.replace(/^\/start\s+/, "");
}

function chatActs() {
  const person = personOf(selected);
  return [
    { label: "Открыть ссылку-приглашение", act: () => openLink(null) },
    {
      label: person.blocked ? "Разблокировать бота" : "Заблокировать бота",
      act: () => act(() => api.block(person.id, !person.blocked)),
    },
  ];
}

function pressedInLog(event) {
  const command = event.target.closest(".command");
  if (command) composer.send(command.dataset.command);
  const link = event.target.closest("a[href]");
  if (!link || startPayload(link.href, state.bot.username) === null) return;
  event.preventDefault();
  openLink(link.href);
}

function takeDroppedFiles() {
  const area = byId("conversation");
  const show = (shown) => {
    byId("drop-here").hidden = !shown;
  };
  area.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files") || byId("composer").hidden) return;
    event.preventDefault();
    show(true);
  });
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) show(false);
  });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    show(false);
    const [file] = event.dataTransfer.files;
    if (file && !byId("composer").hidden) composer.offer(file);
  });
}

function wire() {
  const pictures = { back: "back", "chat-menu": "dots", "to-bottom": "down", commands: "slash", attach: "clip", extras: "smile", send: "send" };
  for (const [id, drawing] of Object.entries(pictures)) byId(id).append(icon(drawing));
  for (const id of ["chat-menu", "commands", "attach", "extras", "send"]) byId(id).title = byId(id).getAttribute("aria-label");
  byId("add-person").addEventListener("click", addPerson);
  byId("back").addEventListener("click", leaveChat);
  byId("start").addEventListener("click", () => enter(() => api.start(selected)));
  byId("unblock").addEventListener("click", () => enter(() => api.block(selected, false)));
  byId("to-bottom").addEventListener("click", () => log.toBottom());
  byId("log").addEventListener("click", pressedInLog);
  new Menu(byId("chat-menu"), async () => chatActs());
  takeDroppedFiles();
  document.addEventListener("visibilitychange", () => !document.hidden && state && reread());
  window.addEventListener("hashchange", () => state && followHash({ focus: true }));
}

async function connected() {
  byId("offline").textContent = "";
  const first = state === null;
  await readState();
  if (state === null) setTimeout(connected, ASK_AGAIN_AFTER);
  else if (first) await followHash();
  else if (selected !== null) await readHistory((messages) => log.show(messages));
}

wire();
api.listen({
  onEvent: (event) => state && follow(event),
  onOpen: connected,
  onLost: () => {
    byId("offline").textContent = "Нет связи с песочницей, подключаемся снова…";
  },
});
