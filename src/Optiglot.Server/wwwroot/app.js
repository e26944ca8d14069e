// The page: a picture, a sentence, a model; translations with, without and with another picture.

import { detect, KeyNeeded, models, translate, useKey } from "./api.js";
import { clearRegions, showRegions } from "./boxes.js";
import { pictureIn, readPhoto } from "./photo.js";
import { showResults } from "./results.js";

const part = (id) => document.getElementById(id);
const state = { photo: null, other: null, served: [], looking: null, asking: null };

/** Tells what went wrong, or nothing any more. */
function tell(error) {
  const isKey = error instanceof KeyNeeded;
  if (isKey) part("key-row").hidden = false;
  part("problem").textContent = error?.message ?? "";
  part("problem").hidden = !error;
  if (isKey) part("key").focus();
}

/** Does something, and tells what goes wrong. */
async function attempt(work) {
  tell(null);
  try {
    await work();
  } catch (error) {
    if (error.name !== "AbortError") tell(error);
  }
}

function model() {
  return state.served.find((each) => each.name === part("model").value);
}

async function listModels() {
  state.served = await models();
  part("model").replaceChildren(...state.served.map((each) => new Option(`${each.source} → ${each.target} (${each.name})`, each.name)));
  part("text").lang = model()?.source ?? "";
  part("picture").hidden = !state.served.some((each) => each.detector);
  if (state.photo) await look();
}

/** Takes away what belongs to a picture or model that is no longer chosen. */
function forgetResults() {
  state.asking?.abort();
  part("results").hidden = true;
  part("results").replaceChildren();
  part("status").textContent = "";
}

async function look() {
  state.looking?.abort();
  forgetResults();
  clearRegions(part("frame"));
  part("seen").textContent = "";
  part("other-row").hidden = !state.photo || !model()?.detector;
  if (!state.photo || !model()) return;
  if (!model().detector) {
    part("seen").textContent = "This model sees no pictures: it translates the sentence alone.";
    return;
  }
  state.looking = new AbortController();
  part("seen").textContent = "Looking…";
  try {
    const seen = await detect(model().name, state.photo.data, state.looking.signal);
    showRegions(part("frame"), seen);
    part("seen").textContent = seen.tags.length > 0 ? `Seen: ${seen.tags.join(", ")}.` : "Nothing that has a name was seen.";
  } catch (error) {
    part("seen").textContent = "";
    throw error;
  }
}

function forget(photo) {
  if (photo) URL.revokeObjectURL(photo.address);
}

async function setPhoto(file) {
  const photo = file && (await readPhoto(file));
  forget(state.photo);
  state.photo = photo;
  part("view").hidden = !photo;
  if (!photo) {
    part("photo").removeAttribute("src");
    part("file").value = "";
    await setOther(null);
    return look();
  }
  part("photo").src = photo.address;
  part("photo").alt = file.name ? `Your photo ${file.name}` : "Your photo";
  await look();
}

async function setOther(file) {
  const photo = file && (await readPhoto(file));
  forget(state.other);
  state.other = photo;
  part("other-name").textContent = file ? file.name || "Another photo" : "";
  if (!photo) part("other").value = "";
}

/** What is translated beside what: with the picture, without, with another. */
function shown() {
  const seen = state.photo && model().detector;
  if (!seen) return [{ title: "Translation" }];
  const both = [{ title: "With the picture", name: "picture", data: state.photo.data, photo: state.photo.address }, { title: "Without the picture" }];
  return state.other ? [...both, { title: "With another picture", name: "other", data: state.other.data, photo: state.other.address }] : both;
}

async function run() {
  const text = part("text").value.trim();
  if (!text) throw new Error("Write a sentence first.");
  if (state.served.length === 0) await listModels();
  // Whoever asks again no longer wants the answer before.
  forgetResults();
  const asking = (state.asking = new AbortController());
  part("status").textContent = "Translating…";
  try {
    const wanted = shown();
    const { target } = model();
    const translations = await translate(model().name, text, wanted, Number(part("nbest").value) || 1, asking.signal);
    showResults(part("results"), wanted.map((each, i) => ({ ...each, target, translation: translations[i] })));
  } finally {
    if (state.asking === asking) part("status").textContent = "";
  }
}

function listen() {
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(run);
  });
  part("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) part("form").requestSubmit();
  });
  part("file").addEventListener("change", () => part("file").files[0] && attempt(() => setPhoto(part("file").files[0])));
  part("other").addEventListener("change", () => part("other").files[0] && attempt(() => setOther(part("other").files[0])));
  part("remove").addEventListener("click", () => attempt(() => setPhoto(null)));
  part("model").addEventListener("change", () => {
    part("text").lang = model().source;
    attempt(look);
  });
  part("key").addEventListener("change", () => {
    useKey(part("key").value);
    attempt(listModels);
  });
  document.addEventListener("paste", (event) => {
    const file = pictureIn(event.clipboardData);
    if (file) attempt(() => setPhoto(file));
  });
  for (const [name, isOver] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(name, (event) => {
      // Text may be dropped into the sentence as ever.
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      part("drop").classList.toggle("over", isOver);
      const file = name === "drop" ? pictureIn(event.dataTransfer) : null;
      if (file) attempt(() => setPhoto(file));
      else if (name === "drop") tell(new Error("That was no picture. Drop a photo file."));
    });
  }
}

listen();
attempt(listModels);
