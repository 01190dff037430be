/* Photographs are made smaller before they are sent, and lose what the camera wrote about place and time. Other files stay as they are. */
(() => {
  "use strict";
  const LONGEST_SIDE = 1600;

  async function smaller(file) {
    if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const part = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height)), canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * part);
      canvas.height = Math.round(picture.height * part);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  }

  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches?.("input[type=file][data-shrink]") || input.dataset.shrinking) return;
    input.dataset.shrinking = "1";
    const files = await Promise.all([...input.files].map(smaller)), kept = new DataTransfer();
    files.forEach((file) => kept.items.add(file));
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true })); /* the list in words is of what will be sent */
    delete input.dataset.shrinking;
  });
})();
