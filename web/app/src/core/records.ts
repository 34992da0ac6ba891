// Written from the records and calls of the crate fieldwalk-web by one of its tests: do not edit.
//
// Ids are UUID text, times are milliseconds since 1970-01-01T00:00:00Z, days are `2026-11-21`.

/** A profile as the list shows it. */
export interface ProfileEntry {
  /** Which; give it to `openProfile`. */
  profile: string;
  /** The network's name; null until it has joined, or where it cannot be read now. */
  networkName: string | null;
  /** The member; null as above. */
  member: string | null;
  /** The member's name; null before the first sync too. */
  memberName: string | null;
  /** Whether opening it takes a PIN. */
  hasPin: boolean;
  /** Whether it is open. */
  isOpen: boolean;
}

/** Where to join, and with what. */
export interface Invite {
  /** The server's address, e.g. `https://fieldwalk.example.org`. */
  serverUrl: string;
  /** The single-use code, as typed or scanned: case, spaces and dashes do not matter. */
  code: string;
}

/** How a sync ended. Not to get through is an outcome and not an error: everything is safe and is sent later. */
export interface SyncOutcome {
  /** Whether everything went through. */
  isComplete: boolean;
  /** Whether another sync was under way, which sees to this too. */
  joinedOther: boolean;
  /** Requests answered. */
  requests: number;
  /** What the server took. */
  held: number;
  /** What it refused; see the status for the reasons. */
  refused: number;
  /** Pieces that came. */
  received: number;
  /** Why it ended early. */
  failure: SyncFailure | null;
  /** Whether trying again helps. */
  retry: Retry | null;
  /** When to try again. */
  wakeAt: number | null;
}

/** Why a sync got no usable answer. */
export type SyncFailure =
  /** No connection, or it broke. */
  | "noConnection"
  /** The server cannot serve now, or asks to wait. */
  | "serverBusy"
  /** This device is not signed in any more. */
  | "signedOut"
  /** This device was revoked. */
  | "revoked"
  /** The member was removed from the network. */
  | "removed"
  /** The server does not speak this version of the app. */
  | "appTooOld"
  /** The answer makes no sense. */
  | "badAnswer"
  /** This device could not store what came. */
  | "notStored";

/** Whether the same call may succeed later. */
export type Retry =
  /** By itself, after a while. */
  | { type: "later" }
  /** After so many milliseconds at least. */
  | { type: "notBefore"; millis: number }
  /** After a person did something: freed space, asked for an invite, updated the app, asked for less. */
  | { type: "afterAction" }
  /** Never with the same arguments. */
  | { type: "never" };

/** A code that signs this member in to the console, in a browser. */
export interface SignInCode {
  /** 16 letters in groups of four, to be typed. */
  code: string;
  /** The link that signs in when it is opened. */
  link: string;
  /** Until when it is good, by the server's clock. */
  expiresAt: number;
}

/** The state of a profile, as a screen can show it. */
export interface ProfileStatus {
  /** Changes made here that the server has given no receipt for. */
  waitingChanges: number;
  /** What the server refused. */
  wedged: WedgedEntry[];
  /** When a sync last went through. */
  lastSyncedAt: number | null;
  /** Why syncs fail; null while they go through. */
  failing: Failing | null;
  /**
   * By how many milliseconds this phone's clock is ahead of the server's, or behind where negative; null while
   * that is too little to speak of.
   */
  clockGap: number | null;
  /** Whether the browser believes that there is a network. */
  isOnline: boolean;
  /** Goes up with every change on this device or from the server, while the profile is open. */
  revision: number;
}

/** Something that the server refused. It is kept and can be offered again. */
export interface WedgedEntry {
  /** Where it stands. */
  place: WedgedPlace;
  /** The visit; null for the network's own words and for commands. */
  visit: string | null;
  /** Why. */
  reason: RefusalReason;
  /** Why, as a plain English sentence. */
  words: string;
}

/** Where something stands that the server refused. */
export type WedgedPlace =
  /** The network's own words. */
  | "ofNetwork"
  /** The plan of a visit. */
  | "ofPlan"
  /** One's own notebook. */
  | "ofNotebook"
  /** What is shared. */
  | "ofContribution"
  /** The debrief. */
  | "ofDebrief"
  /** The host's response. */
  | "ofResponse"
  /** A wish about facts, such as a visit's stage. */
  | "ofCommand";

/** Why an offer was not taken. */
export type RefusalReason =
  /** The signing device is not enrolled there. */
  | "unknownDevice"
  /** The signing device was revoked, or its member removed. */
  | "deviceRevoked"
  /** The signature does not match. */
  | "wrongSignature"
  /** The member may not write this. */
  | "notAllowed"
  /** The server knows no such visit yet. */
  | "unknownVisit"
  /** A change was made under the name of another device. */
  | "foreignActor"
  /** A change is out of sequence. */
  | "outOfSequence"
  /** A change builds on one that the server does not hold yet. */
  | "missingDependency"
  /** Larger than the server takes. */
  | "tooLarge"
  /** The document is full. */
  | "documentFull"
  /** The content cannot be read. */
  | "unreadable"
  /** The content does not have the shape of its kind. */
  | "wrongShape"
  /** Checking it took too long. */
  | "tooCostly"
  /** There is nothing that it could apply to. */
  | "notApplicable";

/** Why syncs fail, and since when. */
export interface Failing {
  /** Why the last one failed. */
  failure: SyncFailure;
  /** Since when none has gone through, as far as this opening of the app knows. */
  since: number;
  /** What happened, what is safe and what to do, as a plain English sentence. */
  words: string;
}

/** The list that the app opens with. */
export interface VisitList {
  /** Those of the day. */
  today: VisitRow[];
  /** Those to come, the next one first. */
  upcoming: VisitRow[];
  /** Those that were, the latest first. */
  past: VisitRow[];
}

/** A visit in the list that the app opens with. */
export interface VisitRow {
  /** The visit. */
  visit: Visit;
  /** Whether this member takes part: writes, shares and works in the debrief. */
  isParticipant: boolean;
  /** Whether this member's school is the host. */
  isHost: boolean;
  /** Whether this member was taken off it: their notebook is all that is left of it here. */
  isLeft: boolean;
  /** How much of one's own notebook the server holds. */
  status: VisitStatus;
  /** What is asked of this member and not answered. */
  asks: number;
  /** Whether something is being typed there. */
  hasDraft: boolean;
}

/** A visit as a list shows it. */
export interface Visit {
  /** Its id. */
  id: string;
  /** Its kind. */
  kind: VisitKind;
  /** The school that opens its classrooms; empty if not known yet. */
  hostSchool: string;
  /** The day, in the school's own calendar. */
  date: string;
  /** How far it has come; what waits to be sent counts already. */
  stage: VisitStage;
  /** Where the debrief is. */
  debriefStep: DebriefStep;
  /** Whether participants may read the host's response. */
  isResponsePublished: boolean;
  /** How often the feedback was released. */
  releases: number;
}

/** The kind of a visit. */
export type VisitKind =
  /** Instructional rounds at one school, around its problem of practice. */
  | "schoolVisit"
  /** A session of the network in the field. */
  | "inFieldNetwork"
  /** A short, informal walk. */
  | "learningWalk"
  /** A walk-through for a quality review. */
  | "walkThrough";

/** How far a visit has come. */
export type VisitStage =
  /** Being prepared. */
  | "planned"
  /** Observers are in classrooms. */
  | "walking"
  /** The group works on what was shared. */
  | "debriefing"
  /** The facilitator has cleared the contributions; the host reviews. */
  | "cleared"
  /** The host has released the feedback. */
  | "released";

/** The steps of a debrief, in their order. */
export type DebriefStep =
  /** Read what was seen, and say only that. */
  | "describe"
  /** Group evidence under statements. */
  | "group"
  /** What would a student know and be able to do who did all that was asked? */
  | "predict"
  /** Name the next level of work. */
  | "nextLevel";

/** "On this phone 14, held by the server 12, waiting 2." */
export interface VisitStatus {
  /** Items in the notebook that are not deleted. */
  onDevice: number;
  /** Those of which the server holds the latest state. */
  held: number;
  /** The others. */
  waiting: number;
}

/** The plan of a visit. */
export interface VisitPlan {
  /** The visit. */
  visit: string;
  /** The question about student learning, as worded on the day. */
  problemOfPractice: string;
  /** The school's theory of change. */
  theoryOfChange: TheoryOfChange;
  /** What to look for. */
  lookFors: LookFor[];
  /** What observers agree on. */
  norms: Norm[];
  /** The opened classrooms. */
  rooms: Room[];
  /** The teams. */
  teams: Team[];
  /** The rotation, in order of time. */
  slots: Slot[];
}

/** Why the school believes that its change will help. */
export interface TheoryOfChange {
  /** If we ... */
  ifWe: string;
  /** then ... */
  thenWill: string;
  /** so that ... */
  soThat: string;
  /** What must be true for it. */
  assumptions: string;
}

/** An observable thing to watch for. */
export interface LookFor {
  /** Its id. */
  id: string;
  /** Its short name, as on a chip. */
  name: string;
  /** What it looks like when a teacher does it. */
  teacher: string;
  /** What it looks like when students do it. */
  students: string;
  /** What may be mistaken for it. */
  nonExample: string;
}

/** An agreement among observers. */
export interface Norm {
  /** Its id. */
  id: string;
  /** The agreement in one sentence. */
  text: string;
}

/** An opened classroom. */
export interface Room {
  /** Its id. */
  id: string;
  /** "Room A". */
  code: string;
  /** "K-2"; empty when not given. */
  gradeBand: string;
  /** "Mathematics"; empty when not given. */
  subject: string;
}

/** Observers who walk together. */
export interface Team {
  /** Its id. */
  id: string;
  /** "Team 1". */
  name: string;
  /** Who walks with it. */
  members: string[];
}

/** A team in a room for some minutes. */
export interface Slot {
  /** Its id. */
  id: string;
  /** Who. */
  team: string;
  /** Where. */
  room: string;
  /** From when. */
  startsAt: number;
  /** For how many minutes. */
  minutes: number;
}

/** The network as a member sees it. */
export interface NetworkPage {
  /** Its name. */
  name: string;
  /** The shared vision. */
  vision: string;
  /** The library's look-fors. */
  lookFors: LookFor[];
  /** The library's norms. */
  norms: Norm[];
  /** Who this profile is. */
  me: string;
  /** The members. */
  members: Member[];
  /** The schools. */
  schools: School[];
}

/** A person in the network. */
export interface Member {
  /** Their id in this network. */
  id: string;
  /** Their full name. */
  name: string;
  /** Their role in this network. */
  role: MemberRole;
  /** The name of their school. */
  school: string | null;
}

/** What a member does in a network. */
export type MemberRole =
  /** Runs the network: plans visits, clears feedback, takes part in every visit. */
  | "facilitator"
  /** Leads a school. */
  | "leader"
  /** Works with leaders; observes when invited. */
  | "coach"
  /** Works for the district. Never reads notebooks or unreleased contributions. */
  | "districtStaff";

/** A school of the network. */
export interface School {
  /** Its id. */
  id: string;
  /** Its name as people say it. */
  name: string;
}

/** The host's response to a visit. */
export interface HostResponse {
  /** Comments. */
  comments: Comment[];
  /** Commitments. */
  commitments: Commitment[];
  /** Improvement cycles. */
  cycles: ImprovementCycle[];
  /** The day on which the host reports back to the participants. */
  reportBackOn: string | null;
}

/** A comment of the host. */
export interface Comment {
  /** Its id. */
  id: string;
  /** What it is about. */
  about: CommentAbout;
  /** The words. */
  text: string;
  /** When it was written. */
  madeAt: number;
}

/** What a comment is about. */
export type CommentAbout =
  /** The feedback as a whole. */
  | { type: "wholeFeedback" }
  /** A piece of evidence. */
  | { type: "oneEvidence"; evidence: string }
  /** A pattern. */
  | { type: "onePattern"; pattern: string };

/** Something the host takes on. */
export interface Commitment {
  /** Its id. */
  id: string;
  /** What. */
  text: string;
  /** Who sees to it, in the host's words. */
  owner: string;
  /** The day by which. */
  due: string | null;
  /** When it was done. */
  doneAt: number | null;
}

/** A Plan-Do-Study-Act record. */
export interface ImprovementCycle {
  /** Its id. */
  id: string;
  /** What it is to improve, by how much, by when. */
  aim: string;
  /** The change that is tried. */
  changeIdea: string;
  /** Which data will tell, and who collects them. */
  dataPlan: string;
  /** The questions with their predictions. */
  questions: CycleQuestion[];
  /** What was seen while doing it. */
  observations: string;
  /** What becomes of the change idea. */
  decision: CycleDecision | null;
  /** When its predictions were locked. */
  lockedAt: number | null;
}

/** A question that a cycle is to answer. */
export interface CycleQuestion {
  /** Its id. */
  id: string;
  /** The question. */
  question: string;
  /** What the team expects. */
  prediction: string;
  /** What the data say, against the prediction. */
  finding: string;
}

/** What becomes of a change idea. */
export type CycleDecision =
  /** It is kept. */
  | "adopt"
  /** It is changed and tried again. */
  | "adapt"
  /** It is given up. */
  | "abandon";

/** Whether the server holds an item as it is now. */
export type ItemStatus =
  /** The server gave its receipt for every change of it. */
  | "held"
  /** On this device only, wholly or in its latest state. */
  | "waiting";

/** The screen that an observer holds in a classroom. */
export interface WalkScreen {
  /** Whether this member acknowledged the norms. */
  isNormsAcknowledged: boolean;
  /** The slots of one's own team, in order of time; empty for who walks with no team. */
  slots: WalkSlot[];
  /** The slot to write in: the one entered last and not left, else the one that is planned for now. */
  current: string | null;
  /** The one after it that was not left yet. */
  next: string | null;
  /** Milliseconds until the current slot ends as planned; negative when that has passed. */
  leftMillis: number | null;
  /** Milliseconds until the next slot begins as planned; negative when that has passed. */
  untilNextMillis: number | null;
  /** What was written in the slot shown, oldest first. */
  items: Item[];
  /**
   * Beside a slot that is shown: what belongs to none of one's own, oldest first. It was written in a slot that the
   * plan has no more or gave to another team, or outside the rotation.
   */
  elsewhere: Item[];
  /** The note that is being typed in the slot shown. */
  draft: Draft | null;
  /** What the evidence check says of that draft. */
  findings: EvidenceFinding[];
  /** How much of the notebook the server holds. */
  status: VisitStatus;
}

/** A slot of one's own team. */
export interface WalkSlot {
  /** The slot. */
  id: string;
  /** The room. */
  room: string;
  /** The room's code. */
  roomCode: string;
  /** From when, as planned. */
  startsAt: number;
  /** Until when, as planned. */
  endsAt: number;
  /** When this observer went in. */
  startedAt: number | null;
  /** When this observer left. */
  finishedAt: number | null;
  /** Items written there that are not deleted. */
  items: number;
}

/** A note, a tally or a wondering. */
export type Item =
  | ({ type: "note" } & Note)
  | ({ type: "tally" } & Tally)
  | ({ type: "wondering" } & Wondering);

/** A piece of captured text. */
export interface Note {
  /** Its id. */
  id: string;
  /** Where it was written; null outside the rotation. */
  slot: string | null;
  /** What was captured. */
  kind: NoteKind;
  /** Whom or what it is about. */
  focus: NoteFocus;
  /** The look-fors it bears on. */
  lookFors: string[];
  /** The wording. */
  text: string;
  /**
   * All wordings that are in conflict, this one included; empty when there is none. The author chooses by writing
   * one of them again.
   */
  wordings: string[];
  /** When it was written. */
  observedAt: number;
  /** When its wording was last changed. */
  editedAt: number | null;
  /** When it was deleted. */
  deletedAt: number | null;
  /** Whether the server holds it. */
  status: ItemStatus;
}

/** What was captured. */
export type NoteKind =
  /** Words as they were said. */
  | "verbatim"
  /** What somebody did. */
  | "behaviour"
  /** How many of how many. */
  | "count"
  /** What is on the walls, the desks, the board. */
  | "environment";

/** Whom or what a note is about. */
export type NoteFocus =
  /** What the teacher says and does. */
  | "teacher"
  /** What students say and do. */
  | "students"
  /** What students are asked to do. */
  | "task";

/** A count with a denominator. */
export interface Tally {
  /** Its id. */
  id: string;
  /** Where it was counted; null outside the rotation. */
  slot: string | null;
  /** What is counted. */
  label: string;
  /** How many. */
  count: number;
  /** Of how many. */
  denominator: number | null;
  /** When counting began. */
  observedAt: number;
  /** When it was deleted. */
  deletedAt: number | null;
  /** Whether the server holds it. */
  status: ItemStatus;
}

/** A question that the observer has. */
export interface Wondering {
  /** Its id. */
  id: string;
  /** Where it came up; null outside the rotation. */
  slot: string | null;
  /** "I wonder ...". */
  text: string;
  /** When it was written. */
  observedAt: number;
  /** When it was deleted. */
  deletedAt: number | null;
  /** Whether the server holds it. */
  status: ItemStatus;
}

/** What is being typed. */
export interface Draft {
  /** Where. */
  place: DraftPlace;
  /** The text so far. */
  text: string;
  /** When its first character was typed. */
  startedAt: number;
}

/** A place where a person can be typing. */
export type DraftPlace =
  /** A new note. */
  | { type: "newNote"; slot: string | null }
  /** A new wondering. */
  | { type: "newWondering"; slot: string | null }
  /** The wording of a note that is there. */
  | { type: "ofNote"; note: string };

/** One thing the check has to say. It is advice: nothing is ever refused because of it. */
export interface EvidenceFinding {
  /** What it is about. */
  kind: FindingKind;
  /** The words meant. */
  span: TextSpan;
  /** A plain English sentence addressed to the observer. */
  hint: string;
  /** The two halves on offer. */
  split: FindingSplit | null;
}

/** What a finding is about. */
export type FindingKind =
  /** A value put on what was seen. */
  | "judgement"
  /** What goes on inside a person, or why. */
  | "inference"
  /** What ought to be. */
  | "prescription"
  /** An amount nobody counted. */
  | "vagueQuantity"
  /** A fact and an inference in one sentence; carries the split to offer. */
  | "factAndInference"
  /** Words that tell who or where. */
  | "identifying";

/** A stretch of text in UTF-16 code units, half open. It never falls inside a character. */
export interface TextSpan {
  /** First code unit. */
  start: number;
  /** The code unit after the last. */
  end: number;
}

/** The two halves of a sentence that holds a fact and an inference. */
export interface FindingSplit {
  /** The half a camera would record. */
  fact: TextSpan;
  /** The half that was added to it. */
  inference: TextSpan;
}

/** Which items to list. */
export type ItemsShown =
  /** Those that are not deleted. */
  | "live"
  /** Those that are, to restore one. */
  | "deleted"
  /** Both. */
  | "all";

/** A part of a list. */
export interface ItemPage {
  /** The items, oldest first. */
  items: Item[];
  /** Where in the list the first of them is. */
  offset: number;
  /** How many the whole list has. */
  total: number;
}

/** What a note is marked with. */
export interface NoteMarks {
  /** What was captured. */
  kind: NoteKind;
  /** Whom or what it is about. */
  focus: NoteFocus;
  /** The look-fors it bears on. */
  lookFors: string[];
}

/** A note whose text is complete. */
export interface NewNote {
  /** Where; null outside the rotation. */
  slot: string | null;
  /** The wording. */
  text: string;
  /** What it is marked with. */
  marks: NoteMarks;
  /** When it was seen; null for now. */
  observedAt: number | null;
}

/** What to change of a note; null leaves it as it is. */
export interface NoteEdit {
  /** The wording. */
  text: string | null;
  /** What was captured. */
  kind: NoteKind | null;
  /** Whom or what it is about. */
  focus: NoteFocus | null;
  /** The look-fors it bears on, all of them. */
  lookFors: string[] | null;
}

/** An item that holds the words looked for. */
export interface SearchMatch {
  /** The visit it was written on. */
  visit: string;
  /** The item. */
  item: string;
  /** Its text. */
  text: string;
}

/** Something asked of this member; answered by rewording or withdrawing the item. */
export interface AskedOfMe {
  /** Its id. */
  id: string;
  /** About which item. */
  item: string;
  /** How the item is worded where it is shared. */
  wording: string;
  /** For what. */
  kind: AskKind;
  /** In whose words; may be empty. */
  text: string;
  /** When. */
  askedAt: number;
}

/** What an author is asked for. */
export type AskKind =
  /** To reword: a facilitator's wish when clearing. */
  | "reword"
  /** To answer a question: a host's wish when reviewing. */
  | "question";

/** The merged evidence of a visit: the numbers, and one page of the notes. */
export interface FeedbackSummary {
  /** The question of the visit. */
  problemOfPractice: string;
  /** Where the debrief is. */
  debriefStep: DebriefStep;
  /** How many observers shared something. */
  observers: number;
  /** How many rooms were observed. */
  rooms: number;
  /** Notes that count, on all pages. */
  totalNotes: number;
  /** Notes from `offset` on. */
  notes: FeedbackNote[];
  /** Where in the list the first of them is. */
  offset: number;
  /** Counts. */
  tallies: FeedbackTally[];
  /** Questions. */
  wonderings: FeedbackWondering[];
  /** Counts with one label together. */
  tallySums: TallySum[];
  /** Rooms and teams. */
  coverage: CoverageCell[];
  /** Look-fors. */
  lookFors: LookForSeen[];
  /** What is missing. */
  gaps: FeedbackGap[];
}

/** A shared note as everybody reads it. */
export interface FeedbackNote {
  /** Its name for readers; not the item's own id. */
  evidence: string;
  /** The room's code, where it may be told. */
  room: string | null;
  /** What was captured. */
  kind: NoteKind;
  /** Whom or what it is about. */
  focus: NoteFocus;
  /** The names of the look-fors it bears on. */
  lookFors: string[];
  /** The wording as shared. */
  text: string;
}

/** A shared count. */
export interface FeedbackTally {
  /** Its name for readers. */
  evidence: string;
  /** The room's code, where it may be told. */
  room: string | null;
  /** What was counted. */
  label: string;
  /** How many. */
  count: number;
  /** Of how many. */
  denominator: number | null;
}

/** A shared question. */
export interface FeedbackWondering {
  /** Its name for readers. */
  evidence: string;
  /** The room's code, where it may be told. */
  room: string | null;
  /** "I wonder ...". */
  text: string;
}

/** Counts with one label together. */
export interface TallySum {
  /** What was counted. */
  label: string;
  /** How many. */
  count: number;
  /** Of how many; null where one of them does not say. */
  denominator: number | null;
  /** How many tallies. */
  tallies: number;
}

/** How many notes a team made in a room. */
export interface CoverageCell {
  /** The room's code. */
  room: string;
  /** The team's name. */
  team: string;
  /** How many. */
  notes: number;
}

/** Where a look-for was seen. */
export interface LookForSeen {
  /** The look-for. */
  lookFor: string;
  /** Its name. */
  name: string;
  /** In how many notes. */
  notes: number;
  /** In how many rooms; null where that may not be told. */
  roomsSeen: number | null;
  /** Of how many. */
  roomsObserved: number | null;
}

/** Something that is missing. */
export type FeedbackGap =
  /** Nobody noted anything in a room. */
  | { type: "roomWithoutNotes"; room: string }
  /** A team noted nothing in a room. */
  | { type: "teamWithoutNotes"; room: string; team: string }
  /** A look-for that nobody saw. */
  | { type: "lookForNotSeen"; name: string }
  /** Few notes are about a part of the instructional core. */
  | { type: "thinFocus"; focus: NoteFocus; notes: number };

/** The latest release of a visit. */
export interface ReleasedFeedback {
  /** Which release of the visit, from 1. */
  number: number;
  /** The hash by which two people know that they read the same one. */
  hash: string;
  /** When it was released, by the server's clock. */
  releasedAt: number;
  /** The school that opened its classrooms. */
  hostSchool: string;
  /** Whether single pieces of evidence are left out, and only counts and themes stay. */
  isThemesOnly: boolean;
  /** The numbers, and one page of the notes. */
  feedback: FeedbackSummary;
  /** What the group saw. */
  patterns: PatternSeen[];
  /** The group's predictions. */
  predictions: string[];
  /** The group's wonderings. */
  wonderings: string[];
  /** The next level of work. */
  nextSteps: NextStep[];
}

/** A statement with what stands under it. */
export interface PatternSeen {
  /** Its id. */
  id: string;
  /** What the group says. */
  statement: string;
  /** In how many rooms; null where that may not be told. */
  roomsSeen: number | null;
  /** Of how many. */
  roomsObserved: number | null;
  /** By how many observers. */
  observers: number;
  /** How many pieces support it. */
  supports: number;
  /** How many show something else beside it. */
  contrasts: number;
  /** How many are exceptions. */
  exceptions: number;
  /** The pieces; empty with themes only. */
  evidence: PlacedEvidence[];
}

/** A piece of evidence under a statement. */
export interface PlacedEvidence {
  /** Which. */
  evidence: string;
  /** How it stands to it; several where people saw it differently. */
  bearings: EvidenceBearing[];
}

/** How a piece of evidence stands to the statement it is placed under. */
export type EvidenceBearing =
  /** It shows what the statement says. */
  | "supports"
  /** It shows something else beside it. */
  | "contrasts"
  /** It is the one case where it was not so. */
  | "exception";

/** A next step; edited as the shared text `next_step/<id>`. */
export interface NextStep {
  /** Its id. */
  id: string;
  /** The words. */
  text: string;
  /** Where. */
  level: NextStepLevel;
  /** By when. */
  horizon: NextStepHorizon;
}

/** Where a next step takes place. */
export type NextStepLevel =
  /** In classrooms. */
  | "classroom"
  /** In the school as a whole. */
  | "school"
  /** In the network. */
  | "network";

/** By when a next step shows. */
export type NextStepHorizon =
  /** Next week. */
  | "week"
  /** Next month. */
  | "month"
  /** By the end of the year. */
  | "year";

/** What the debrief screen shows. */
export interface DebriefBoard {
  /** Where the group is. */
  step: DebriefStep;
  /** Whether this member works on it, or only reads. */
  mayEdit: boolean;
  /** The patterns, in the order they were begun. */
  patterns: BoardPattern[];
  /** The cards under no pattern. */
  unplaced: BoardEvidence[];
  /** The predictions. */
  predictions: Statement[];
  /** The wonderings of the group. */
  wonderings: Statement[];
  /** The next steps. */
  nextSteps: NextStep[];
}

/** A pattern as a column. */
export interface BoardPattern {
  /** Its id. */
  id: string;
  /** What the group says; edited as the shared text `pattern/<id>`. */
  statement: string;
  /** The cards under it. */
  evidence: BoardEvidence[];
}

/** A piece of evidence as a card. */
export interface BoardEvidence {
  /** Which. */
  evidence: string;
  /** The room's code, where it may be told. */
  room: string | null;
  /** What was seen. */
  text: string;
  /** How it stands to the pattern it is under; null outside. */
  bearings: EvidenceBearing[];
}

/** A prediction or a wondering of the group; edited as the shared text `prediction/<id>` or `wondering/<id>`. */
export interface Statement {
  /** Its id. */
  id: string;
  /** The words. */
  text: string;
}

/** A text that several people write together, as a person begins to edit it. */
export interface SharedText {
  /**
   * Its place: `pattern/<id>`, `prediction/<id>`, `wondering/<id>`, `next_step/<id>`, `comment/<id>`, `vision`,
   * `problem_of_practice`.
   */
  place: string;
  /** What it says. */
  text: string;
  /** What it was seen with: give it back when editing, so that what others wrote meanwhile is kept. */
  seen: string;
}

/** What a call answers where it cannot be met. */
export interface CallFailure {
  /** Why. */
  kind: ErrorKind;
  /** An English sentence for a developer's log; nothing private. */
  detail: string;
  /** Whether the same call may succeed later. */
  retry: Retry;
}

/** Why a call could not be met. What a person wrote is safe in every case unless the word says otherwise. */
export type ErrorKind =
  /** An argument is not what it has to be: an id, an address, a code, a number out of range. */
  | "badArgument"
  /** This tab does not have the storage any more. */
  | "closed"
  /** No profile is open. */
  | "notOpen"
  /** There is no such profile on this device. */
  | "unknownProfile"
  /** The profile has a PIN, and none was given. */
  | "pinNeeded"
  /** It is another PIN. `retry` says when one is looked at again. */
  | "wrongPin"
  /** The profile has not joined a network, or has never synced. */
  | "notJoined"
  /** This device does not know that visit. */
  | "unknownVisit"
  /** There is no such item, pattern, statement or comment. */
  | "notFound"
  /** The member's role or part does not allow it. */
  | "notAllowed"
  /** A debrief goes on one step at a time. */
  | "stepSkipped"
  /** A text is over the limit; nothing was changed. */
  | "tooLong"
  /** More than one change may hold; nothing was changed. */
  | "tooLarge"
  /** The predictions are locked. */
  | "locked"
  /** Something else has the profile open. */
  | "inUse"
  /** No room on the device: the last words were NOT stored. Keep them on the screen. */
  | "diskFull"
  /** The stored data is damaged; opening the profile again brings back what can be read. */
  | "damaged"
  /** Written by a newer version of the app. */
  | "tooNew"
  /** The key does not belong to this profile. Nothing was changed. */
  | "wrongKey"
  /** The device's storage refused. */
  | "storage"
  /** The profile has something that no server holds, and is not removed. */
  | "unsent"
  /** No connection to the server, or it broke. */
  | "noConnection"
  /** The server cannot serve now. */
  | "serverBusy"
  /** The server's answer makes no sense. */
  | "badAnswer"
  /** The device's right to sync is not valid any more; writing goes on. */
  | "signedOut"
  /** The device was revoked; writing goes on. */
  | "revoked"
  /** The member was removed from the network; what was written stays. */
  | "removed"
  /** The server does not speak this version of the app. */
  | "appTooOld"
  /** The server refused, and says why in `detail`. */
  | "refused"
  /** The file or the invite belongs to another network, or to another member; nothing was changed. */
  | "otherNetwork"
  /** The file is not a visit exported by Fieldwalk. */
  | "notAVisitFile"
  /** A fault of this program. Nothing that was confirmed is lost. */
  | "fault";

/** What changed: what to read again, never what it says. */
export interface Changes {
  /** Everything up to this revision; see the status. */
  revision: number;
  /** In these visits: the plan, the notebook, what is shared, the debrief or the response. */
  visits: string[];
  /** In the network's own words. */
  inNetwork: boolean;
  /** In the list of visits, their stages, the members. */
  inFacts: boolean;
  /** In what is held, waiting or refused, or in the connection. */
  inStatus: boolean;
}

/** What became of an imported file. */
export interface ImportReport {
  /** Pieces that are new here. */
  added: number;
  /** Pieces that were here already. */
  known: number;
  /** Why pieces were not taken. */
  refused: RefusalReason[];
}

/** How a sync goes on: told after each answer of the server. */
export interface SyncProgress {
  /** Requests answered so far. */
  requests: number;
  /** Changes that the server took. */
  held: number;
  /** Pieces that came. */
  received: number;
  /** Changes that still wait. */
  waiting: number;
}

export type NoArgs = Record<string, never>;

/** Every method with its arguments and its answer. */
export interface Calls {
  /** The profiles of this browser, oldest first. */
  profiles: { args: NoArgs; answer: ProfileEntry[] };
  /**
   * Joins a network with an invite, gives the profile a PIN where one is given, and opens it. Safe to repeat with
   * the same invite should the connection break: the server gives this browser, and no other, the same answer again.
   */
  join: { args: { invite: Invite; deviceName: string; pin: string | null }; answer: ProfileEntry };
  /** Opens a profile, and closes the one that was open. It keeps itself in step with its server from then on. */
  openProfile: { args: { profile: string; pin: string | null }; answer: ProfileEntry };
  /** Closes the open profile. */
  closeProfile: { args: NoArgs; answer: null };
  /** Gives the open profile a PIN, another one, or (null) none. */
  setPin: { args: { current: string | null; pin: string | null }; answer: null };
  /**
   * Opens a profile whose PIN was forgotten: a new invite of the same member takes its place, and everything that
   * was written is kept.
   */
  resetPin: { args: { profile: string; invite: Invite; deviceName: string; pin: string | null }; answer: ProfileEntry };
  /**
   * Removes the open profile from this browser. `unsent` while it has anything that the server does not hold, or a
   * draft: nothing that was written is removed before it is safe elsewhere.
   */
  removeProfile: { args: NoArgs; answer: null };

  /** Syncs now; the page hears of `progress`. Not to get through is an outcome. */
  sync: { args: NoArgs; answer: SyncOutcome };
  /**
   * Uses another invite for the open profile, after the device was revoked or the server restored; everything that
   * was written is kept.
   */
  rejoin: { args: { invite: Invite; deviceName: string }; answer: null };
  /** A code that signs this member in to the console, good once and for a few minutes. */
  signInCode: { args: NoArgs; answer: SignInCode };

  /**
   * Reads an invite from what a person scanned or pasted: a link with the code after its `#`, or the address and the
   * code with white space between them.
   */
  parseInvite: { args: { text: string }; answer: Invite };
  /** The state of the open profile. */
  status: { args: NoArgs; answer: ProfileStatus };

  /** The list that the app opens with, as seen on the day `today` (`2026-11-21`). */
  visitList: { args: { today: string }; answer: VisitList };
  /** The plan of a visit. */
  visitPlan: { args: { visit: string }; answer: VisitPlan };
  /** Moves a visit to a stage. Works offline; it becomes fact at the next sync. */
  setStage: { args: { visit: string; stage: VisitStage }; answer: null };
  /** The network: its vision, its library, its members. */
  networkPage: { args: NoArgs; answer: NetworkPage };
  /** The host's response, once it is published, or to the host. */
  hostResponse: { args: { visit: string }; answer: HostResponse };
  /** How much of a visit's notebook the server holds. */
  visitStatus: { args: { visit: string }; answer: VisitStatus };
  /** Whether the server holds one item as it is now. */
  itemStatus: { args: { visit: string; item: string }; answer: ItemStatus };
  /** Has everything that the server refused offered again with the next sync. */
  retryWedged: { args: NoArgs; answer: null };

  /** The walk screen of a visit now. `shown` is the slot that the person looks at; null for the current one. */
  walkScreen: { args: { visit: string; shown: string | null }; answer: WalkScreen };
  /** A page of this member's notebook: `limit` items from `offset` on, oldest first. */
  items: { args: { visit: string; shown: ItemsShown; offset: number; limit: number }; answer: ItemPage };
  /**
   * Keeps what has been typed at `place` so far. Call it at every keystroke and wait for nothing; an empty text
   * ends the draft.
   */
  typeDraft: { args: { visit: string; place: DraftPlace; text: string }; answer: null };
  /** All drafts of a visit: after the app was killed, what was being typed. */
  drafts: { args: { visit: string }; answer: Draft[] };
  /**
   * Turns the draft at `place` into what it is the draft of, on pause, blur or leaving. The item; null where
   * nothing but white space was typed.
   */
  commitDraft: { args: { visit: string; place: DraftPlace; marks: NoteMarks }; answer: string | null };
  /** Adds a note whose text is complete; its id. */
  addNote: { args: { visit: string; note: NewNote }; answer: string };
  /** Changes a note's wording or marks. Where two wordings are in conflict, writing one of them again settles it. */
  editNote: { args: { visit: string; note: string; edit: NoteEdit }; answer: null };
  /** Starts a tally; its id. */
  addTally: { args: { visit: string; slot: string | null; label: string; denominator: number | null }; answer: string };
  /** Adds to a tally's count; a negative number undoes. */
  countTally: { args: { visit: string; tally: string; delta: number }; answer: null };
  /** Says of how many a tally counts. */
  setDenominator: { args: { visit: string; tally: string; denominator: number | null }; answer: null };
  /** Adds a wondering; its id. */
  addWondering: { args: { visit: string; slot: string | null; text: string }; answer: string };
  /** Changes a wondering's text. */
  editWondering: { args: { visit: string; wondering: string; text: string }; answer: null };
  /** Marks an item as deleted. Nothing is lost: `restoreItem` brings it back. */
  deleteItem: { args: { visit: string; item: string }; answer: null };
  /** Brings a deleted item back. */
  restoreItem: { args: { visit: string; item: string }; answer: null };
  /** Acknowledges the visit's norms. */
  acknowledgeNorms: { args: { visit: string }; answer: null };
  /** Notes that this observer entered the room of a slot. */
  startSlot: { args: { visit: string; slot: string }; answer: null };
  /** Notes that this observer left the room of a slot. */
  finishSlot: { args: { visit: string; slot: string }; answer: null };
  /** What the evidence check has to say about a text: on the device, and never in the way. */
  checkEvidence: { args: { text: string }; answer: EvidenceFinding[] };
  /** The newest of one's own items, on all visits, that hold every word; the last word may be unfinished. */
  search: { args: { words: string; limit: number }; answer: SearchMatch[] };

  /** Shares these items as they are worded now; how many. One that was shared before is shared anew. */
  share: { args: { visit: string; items: string[] }; answer: number };
  /** Shares every item of the notebook that is not deleted; how many. */
  shareAll: { args: { visit: string }; answer: number };
  /** Withdraws these items from the visit. Who has synced in between may have read them. */
  withdraw: { args: { visit: string; items: string[] }; answer: null };
  /** Changes the wording of a shared note or wondering; the notebook keeps its own. */
  reword: { args: { visit: string; item: string; text: string }; answer: null };
  /** The items that this member shares with the visit now. */
  sharedItems: { args: { visit: string }; answer: string[] };
  /** What is asked of this member about shared items, the oldest first; answered with `reword` or `withdraw`. */
  asks: { args: { visit: string }; answer: AskedOfMe[] };
  /**
   * The merged evidence of a visit from what this device has: the numbers, and `limit` notes from `offset` on.
   * Without observers' names.
   */
  feedbackSummary: { args: { visit: string; offset: number; limit: number }; answer: FeedbackSummary };
  /**
   * The latest release of a visit that this device holds, with `limit` notes from `offset` on; null where there is
   * none. Releases come with a sync.
   */
  releasedFeedback: { args: { visit: string; offset: number; limit: number }; answer: ReleasedFeedback | null };

  /** The debrief board of a visit. */
  debriefBoard: { args: { visit: string }; answer: DebriefBoard };
  /** Moves the debrief one step on, or back to any. */
  setDebriefStep: { args: { visit: string; step: DebriefStep }; answer: null };
  /** Begins a pattern; its id. */
  addPattern: { args: { visit: string; statement: string }; answer: string };
  /** Removes a pattern. The evidence under it is under none then. */
  removePattern: { args: { visit: string; pattern: string }; answer: null };
  /** Places a piece of evidence under a pattern. */
  placeEvidence: { args: { visit: string; pattern: string; evidence: string; bearing: EvidenceBearing }; answer: null };
  /** Takes a piece of evidence from under a pattern. */
  unplaceEvidence: { args: { visit: string; pattern: string; evidence: string }; answer: null };
  /**
   * Places a piece of evidence under `toPattern` and takes it from under `fromPattern`; under the same pattern,
   * that changes how it stands to it.
   */
  moveEvidence: { args: { visit: string; fromPattern: string | null; toPattern: string; evidence: string; bearing: EvidenceBearing }; answer: null };
  /** Adds a prediction; its id. */
  addPrediction: { args: { visit: string; text: string }; answer: string };
  /** Removes a prediction. */
  removePrediction: { args: { visit: string; prediction: string }; answer: null };
  /** Adds a wondering of the group; its id. */
  addGroupWondering: { args: { visit: string; text: string }; answer: string };
  /** Removes a wondering of the group. */
  removeGroupWondering: { args: { visit: string; wondering: string }; answer: null };
  /** Adds a next step; its id. */
  addNextStep: { args: { visit: string; text: string; level: NextStepLevel; horizon: NextStepHorizon }; answer: string };
  /** Says where and by when a next step shows. */
  setNextStep: { args: { visit: string; step: string; level: NextStepLevel; horizon: NextStepHorizon }; answer: null };
  /** Removes a next step. */
  removeNextStep: { args: { visit: string; step: string }; answer: null };
  /** A text that several people write together, to be edited. */
  sharedText: { args: { visit: string; place: string }; answer: SharedText };
  /** Rewords a shared text. `seen` is what it came with, so that what others wrote since is kept. */
  editText: { args: { visit: string; place: string; seen: string; text: string }; answer: null };
}
