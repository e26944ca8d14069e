// Photos as people have them to what the service takes: JPEG, PNG or WebP of moderate size, in Base64.

const taken = ["image/jpeg", "image/png", "image/webp"];
const largestFile = 6e6;
const longestSide = 2048;

/** Reads a photo. Gives an address to show it by, and its data. */
export async function readPhoto(file) {
  const fits = taken.includes(file.type) && file.size <= largestFile;
  const blob = fits ? file : await convert(file);
  return { address: URL.createObjectURL(blob), data: await base64(blob) };
}

/** The first picture among what was dropped or pasted; null where there is none. */
export function pictureIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/")) ?? null;
}

// What the browser can show, the service can be shown: other formats and very large photos are drawn anew.
async function convert(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error("This file is no picture that your browser can read. Choose a JPEG, PNG or WebP.");
  }
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("This picture cannot be read."))), "image/jpeg", 0.92));
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Error("This file cannot be read. Choose another."));
    reader.readAsDataURL(blob);
  });
}
