// Boxes and names over a photo, and how strongly each was looked at.

// Below this share of the strongest look of all words, nothing is shown.
const faint = 0.15;
// A name in this part of the picture, from the left, grows to the left.
const farRight = 0.6;

/** Draws what was seen over the picture in a frame, in place of what was there before. Regions whose names the model reads, its tags, have them; more would hide the picture. */
export function showRegions(frame, { regions, tags }) {
  clearRegions(frame);
  const names = namesOf(regions, tags);
  regions.forEach((region, i) => {
    const [left, top, right, bottom] = region.box;
    const box = add(frame, "div", names[i] ? "box" : "box unnamed");
    box.style.left = `${100 * left}%`;
    box.style.top = `${100 * top}%`;
    box.style.width = `${100 * (right - left)}%`;
    box.style.height = `${100 * (bottom - top)}%`;
    add(box, "div", "heat");
    if (names[i]) add(box, "span", left > farRight ? "right" : "").textContent = names[i];
  });
}

// Each tag names the surest region that has it: "dog" also a "brown dog".
function namesOf(regions, tags) {
  const names = regions.map(() => null);
  const surest = [...regions.keys()].sort((a, b) => regions[b].score - regions[a].score);
  for (const tag of tags) {
    const found = surest.find((i) => names[i] === null && (regions[i].name === tag || regions[i].name?.endsWith(` ${tag}`)));
    if (found !== undefined) names[found] = regions[found].name;
  }
  return names;
}

/** Takes all boxes away. */
export function clearRegions(frame) {
  frame.classList.remove("looking");
  for (const box of frame.querySelectorAll(".box")) box.remove();
}

/** Shows where a word looked: weights of each region, and the strongest weight of any word, which is the scale of all. */
export function lookAt(frame, weights, strongest) {
  frame.classList.add("looking");
  frame.querySelectorAll(".box").forEach((box, i) => {
    const share = strongest > 0 ? (weights[i] ?? 0) / strongest : 0;
    box.classList.toggle("looked", share > faint);
    box.querySelector(".heat").style.opacity = share > faint ? `${0.6 * share}` : "0";
  });
}

/** Shows the plain boxes again. */
export function lookAway(frame) {
  frame.classList.remove("looking");
  for (const heat of frame.querySelectorAll(".heat")) heat.style.opacity = "0";
}

function add(parent, tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}
