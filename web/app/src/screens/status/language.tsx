import { useId } from "preact/hooks";
import { choose, LANGUAGES, language, type Language as Tag, say } from "../../text/text";

/** What the app is read in. */
export function Language() {
  const id = useId();
  const change = async (tag: Tag) => {
    await choose(tag);
    // Everything on the screen says something.
    location.reload();
  };
  return (
    <section class="field">
      <label for={id}>{say("language-label")}</label>
      <select id={id} value={language()} onChange={(event) => void change(event.currentTarget.value as Tag)}>
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </section>
  );
}
