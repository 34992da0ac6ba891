/** A question over the screen. The browser keeps the focus in it, closes it with Escape and gives the focus back. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { say } from "../text/text";

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog ref={dialog} class="app-dialog" aria-labelledby={id} onClose={onClose}>
      <div class="stack">
        <div class="split">
          <h2 id={id}>{title}</h2>
          <button type="button" class="button quiet small" onClick={() => dialog.current?.close()}>
            {say("cancel")}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
