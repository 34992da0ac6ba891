/** The list that the app opens with: today's visit first. */
import { useEffect, useState } from "preact/hooks";
import type { VisitList, VisitRow } from "../../core/records";
import { useAnswer } from "../../live/use-answer";
import { go, href } from "../../route";
import { Frame } from "../../shell/frame";
import { Heading } from "../../shell/heading";
import { say } from "../../text/text";
import { dayOf } from "../../text/time";
import { useMe } from "../people/me";
import { VisitCard } from "./visit-card";

export function Visits() {
  const { profile } = useMe();
  const { answer: list } = useAnswer("visitList", { today: useToday() });
  useFirstVisit(list);
  return (
    <Frame name={profile.networkName ?? ""}>
      <Heading title={say("visits-title")} />
      {list && (isEmpty(list) ? <Nothing /> : <Groups list={list} />)}
      <nav class="cluster" aria-label={say("visits-more")}>
        <a class="button quiet" href={href({ at: "search" })}>
          {say("visits-search")}
        </a>
        <a class="button quiet" href={href({ at: "status" })}>
          {say("visits-status")}
        </a>
      </nav>
    </Frame>
  );
}

function Groups({ list }: { list: VisitList }) {
  return (
    <>
      <Group title={say("visits-today")} rows={list.today} none={say("visits-none-today")} />
      <Group title={say("visits-upcoming")} rows={list.upcoming} />
      <Group title={say("visits-past")} rows={list.past} />
    </>
  );
}

function Group({ title, rows, none }: { title: string; rows: VisitRow[]; none?: string }) {
  if (rows.length === 0 && !none) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      {rows.length === 0 && <p class="hint">{none}</p>}
      <ul class="cards">
        {rows.map((row) => (
          <li key={row.visit.id}>
            <VisitCard row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nothing() {
  const { answer: status } = useAnswer("status", {});
  if (!status) return null;
  const hasSynced = status.lastSyncedAt !== null;
  return <p class="empty">{say(hasSynced ? "visits-none" : status.isOnline ? "visits-coming" : "visits-offline")}</p>;
}

const isEmpty = ({ today, upcoming, past }: VisitList) => today.length + upcoming.length + past.length === 0;

/** The day where the phone is; the app may stay open over midnight. */
function useToday(): string {
  const [today, setToday] = useState(() => dayOf(Date.now()));
  useEffect(() => {
    const look = () => setToday(dayOf(Date.now()));
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return today;
}

let hasOpened = false;

/** Who walks today is taken to that visit when the app opens, and can go back from there. */
function useFirstVisit(list: VisitList | undefined): void {
  useEffect(() => {
    if (!list || hasOpened) return;
    const [only, second] = list.today.filter((row) => row.isParticipant);
    if (isEmpty(list)) return;
    hasOpened = true;
    if (only && !second && location.hash.length < 3) go({ at: "visit", visit: only.visit.id, part: "walk" });
  }, [list]);
}
