// Boxes and names over a photo, and how strongly each was looked at.

const mostNames = 12;
// What the detector is less sure of only fills up the model's regions.
const sure = 0.2;
// Below this share of the strongest look of all words, nothing is shown.
const faint = 0.15;

/** Draws the regions over the picture in a frame, in place of those before. */
export function showRegions(frame, regions) {
  clearRegions(frame);
  let names = 0;
  for (const region of regions) {
    const [left, top, right, bottom] = region.box;
    const box = add(frame, "div", "box");
    box.style.left = `${100 * left}%`;
    box.style.top = `${100 * top}%`;
    box.style.width = `${100 * (right - left)}%`;
    box.style.height = `${100 * (bottom - top)}%`;
    add(box, "div", "heat");
    if (region.name && region.score >= sure && names++ < mostNames) add(box, "span", "").textContent = region.name;
    else box.classList.add("unnamed");
  }
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
