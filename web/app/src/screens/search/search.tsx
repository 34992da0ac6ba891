/** Finds one's own words again, on all visits. */
import { useEffect, useState } from "preact/hooks";
import type { SearchMatch } from "../../core/records";
import { core } from "../../live/core";
import { useAnswer } from "../../live/use-answer";
import { href } from "../../route";
import { Frame } from "../../shell/frame";
import { Heading } from "../../shell/heading";
import { say } from "../../text/text";
import { dayInWords, dayOf } from "../../text/time";

const LIMIT = 50;

export function Search() {
  const [words, setWords] = useState("");
  const found = useMatches(words.trim());
  return (
    <Frame back={{ at: "visits" }} name={say("search-name")}>
      <Heading title={say("search-title")} />
      <search class="field">
        <label for="words">{say("search-words")}</label>
        <input
          id="words"
          type="search"
          enterkeyhint="search"
          autoComplete="off"
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </search>
      <p role="status" class="hint">
        {found && say("search-found", { count: found.length })}
      </p>
      <Matches found={found ?? []} />
    </Frame>
  );
}

function Matches({ found }: { found: SearchMatch[] }) {
  const { answer: list } = useAnswer("visitList", { today: dayOf(Date.now()) });
  const rows = list ? [...list.today, ...list.upcoming, ...list.past] : [];
  const visitOf = (id: string) => rows.find(({ visit }) => visit.id === id)?.visit;
  return (
    <ul class="evidence-list">
      {found.map((match) => {
        const visit = visitOf(match.visit);
        return (
          <li key={match.item} class="evidence">
            <p class="said">{match.text}</p>
            {visit && (
              <p class="note-meta">
                <a href={href({ at: "visit", visit: match.visit, part: "walk" })}>
                  {visit.hostSchool}, {dayInWords(visit.date)}
                </a>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What holds the words; none while there are none, or before the first answer. */
function useMatches(words: string): SearchMatch[] | undefined {
  const [found, setFound] = useState<SearchMatch[]>();
  useEffect(() => {
    let isOver = false;
    const set = (found?: SearchMatch[]) => isOver || setFound(found);
    if (words === "") set();
    else core.call("search", { words, limit: LIMIT }).then(set, () => set([]));
    return () => void (isOver = true);
  }, [words]);
  return found;
}
