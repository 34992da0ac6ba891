/**
 * What is where: computed from the server's receipts and from nothing else. Also what to do when there is no network
 * at all, and what concerns this phone.
 */
import { Frame } from "../../shell/frame";
import { Heading } from "../../shell/heading";
import { WrongClock } from "../../shell/wrong-clock";
import { say } from "../../text/text";
import { useMe } from "../people/me";
import { AboutApp } from "./about-app";
import { Connection } from "./connection";
import { Kept } from "./kept";
import { Language } from "./language";
import { Person } from "./person";
import { Refused } from "./refused";
import { VisitsHeld } from "./visits-held";

export function Status() {
  const { profile } = useMe();
  return (
    <Frame back={{ at: "visits" }} name={profile.networkName ?? ""}>
      <Heading title={say("status-title")} />
      <Connection />
      <Refused />
      <WrongClock />
      <VisitsHeld />
      <Kept />
      <Person />
      <Language />
      <AboutApp />
    </Frame>
  );
}
