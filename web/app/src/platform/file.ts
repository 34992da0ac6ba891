/** Files that leave the app: by the share sheet where there is one that takes them, else as a download. */

/** Hands a file over; says how, or that the person changed their mind. */
export async function handOver(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<"shared" | "saved" | "cancelled"> {
  // The type is one that every share sheet takes.
  const file = new File([bytes], name, { type: "application/octet-stream" });
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file], title: name });
      return "shared";
    } catch (error) {
      if ((error as DOMException).name === "AbortError") return "cancelled";
      // A share sheet that does not take this kind after all: save it.
    }
  }
  save(file);
  return "saved";
}

function save(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The download has begun by then and keeps the file by itself.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
