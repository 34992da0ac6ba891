// Generated from the records and calls in web/src. Do not edit: `cargo nextest run --workspace -E 'package(fieldwalk-web)'` tells when it differs and how to write it anew.
//
// Ids are UUID text, times are milliseconds since 1970-01-01T00:00:00Z, days are `2026-11-21`.

export type NoteKind = "verbatim" | "behaviour" | "count" | "environment";
export type NoteFocus = "teacher" | "students" | "task";
export type ItemStatus = "held" | "waiting";

export interface Note {
  id: string;
  slot: string | null;
  kind: NoteKind;
  focus: NoteFocus;
  lookFors: string[];
  text: string;
  /** All wordings that are in conflict, this one included; empty when there is none. Writing one again settles it. */
  wordings: string[];
  observedAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  status: ItemStatus;
}

export interface Tally {
  id: string;
  slot: string | null;
  label: string;
  count: number;
  denominator: number | null;
  observedAt: number;
  deletedAt: number | null;
  status: ItemStatus;
}

export interface Wondering {
  id: string;
  slot: string | null;
  text: string;
  observedAt: number;
  deletedAt: number | null;
  status: ItemStatus;
}

export type Item = ({ type: "note" } & Note) | ({ type: "tally" } & Tally) | ({ type: "wondering" } & Wondering);

export type ItemsShown = "live" | "deleted" | "all";

export interface ItemPage {
  items: Item[];
  offset: number;
  total: number;
}

export interface NoteMarks {
  kind: NoteKind;
  focus: NoteFocus;
  lookFors: string[];
}

export interface NewNote {
  slot: string | null;
  text: string;
  marks: NoteMarks;
  /** null: now. */
  observedAt: number | null;
}

/** null leaves it as it is. */
export interface NoteEdit {
  text: string | null;
  kind: NoteKind | null;
  focus: NoteFocus | null;
  lookFors: string[] | null;
}

export type DraftPlace =
  | { type: "newNote"; slot: string | null }
  | { type: "newWondering"; slot: string | null }
  | { type: "ofNote"; note: string };

export interface Draft {
  place: DraftPlace;
  text: string;
  startedAt: number;
}

export interface SearchMatch {
  visit: string;
  item: string;
  text: string;
}

export type FindingKind =
  | "judgement"
  | "inference"
  | "prescription"
  | "vagueQuantity"
  | "factAndInference"
  | "identifying";

/** Half open, in UTF-16 code units, as JavaScript counts. */
export interface TextSpan {
  start: number;
  end: number;
}

export interface FindingSplit {
  fact: TextSpan;
  inference: TextSpan;
}

export interface EvidenceFinding {
  kind: FindingKind;
  span: TextSpan;
  /** A plain English sentence addressed to the observer. */
  hint: string;
  split: FindingSplit | null;
}

export type MemberRole = "facilitator" | "leader" | "coach" | "districtStaff";
export type VisitKind = "schoolVisit" | "inFieldNetwork" | "learningWalk" | "walkThrough";
export type VisitStage = "planned" | "walking" | "debriefing" | "cleared" | "released";
export type DebriefStep = "describe" | "group" | "predict" | "nextLevel";

export interface Visit {
  id: string;
  kind: VisitKind;
  hostSchool: string;
  date: string;
  stage: VisitStage;
  debriefStep: DebriefStep;
  isResponsePublished: boolean;
  releases: number;
}

/** "On this phone 14, held by the server 12, waiting 2." */
export interface VisitStatus {
  onDevice: number;
  held: number;
  waiting: number;
}

export interface VisitRow {
  visit: Visit;
  isParticipant: boolean;
  isHost: boolean;
  status: VisitStatus;
  asks: number;
  hasDraft: boolean;
}

export interface VisitList {
  today: VisitRow[];
  upcoming: VisitRow[];
  past: VisitRow[];
}

export interface WalkSlot {
  id: string;
  room: string;
  roomCode: string;
  startsAt: number;
  endsAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  items: number;
}

export interface WalkScreen {
  isNormsAcknowledged: boolean;
  slots: WalkSlot[];
  /** The slot to write in: the one entered last and not left, else the one that is planned for now. */
  current: string | null;
  next: string | null;
  /** Negative when that has passed. */
  leftMillis: number | null;
  untilNextMillis: number | null;
  /** What was written in the slot shown, oldest first. */
  items: Item[];
  draft: Draft | null;
  findings: EvidenceFinding[];
  status: VisitStatus;
}

export interface Member {
  id: string;
  name: string;
  role: MemberRole;
  school: string | null;
}

export interface LookFor {
  id: string;
  name: string;
  teacher: string;
  students: string;
  nonExample: string;
}

export interface Norm {
  id: string;
  text: string;
}

export interface Room {
  id: string;
  code: string;
  gradeBand: string;
  subject: string;
}

export interface Team {
  id: string;
  name: string;
  members: string[];
}

export interface Slot {
  id: string;
  team: string;
  room: string;
  startsAt: number;
  minutes: number;
}

export interface TheoryOfChange {
  ifWe: string;
  thenWill: string;
  soThat: string;
  assumptions: string;
}

export interface VisitPlan {
  visit: string;
  problemOfPractice: string;
  theoryOfChange: TheoryOfChange;
  lookFors: LookFor[];
  norms: Norm[];
  rooms: Room[];
  teams: Team[];
  slots: Slot[];
}

export interface School {
  id: string;
  name: string;
}

export interface NetworkPage {
  name: string;
  vision: string;
  lookFors: LookFor[];
  norms: Norm[];
  /** Who this profile is. */
  me: string;
  members: Member[];
  schools: School[];
}

export type EvidenceBearing = "supports" | "contrasts" | "exception";
export type NextStepLevel = "classroom" | "school" | "network";
export type NextStepHorizon = "week" | "month" | "year";

export interface BoardEvidence {
  evidence: string;
  room: string | null;
  text: string;
  /** How it stands to the pattern it is under; none outside. */
  bearings: EvidenceBearing[];
}

export interface BoardPattern {
  id: string;
  /** Edited as the shared text `pattern/<id>`. */
  statement: string;
  evidence: BoardEvidence[];
}

export interface Statement {
  id: string;
  text: string;
}

export interface NextStep {
  id: string;
  text: string;
  level: NextStepLevel;
  horizon: NextStepHorizon;
}

export interface DebriefBoard {
  step: DebriefStep;
  mayEdit: boolean;
  patterns: BoardPattern[];
  unplaced: BoardEvidence[];
  predictions: Statement[];
  wonderings: Statement[];
  nextSteps: NextStep[];
}

export interface SharedText {
  /** `pattern/<id>`, `prediction/<id>`, `wondering/<id>`, `next_step/<id>`, `comment/<id>`, `vision`. */
  place: string;
  text: string;
  /** Give it back when editing, so that what others wrote meanwhile is kept. */
  seen: string;
}

export type AskKind = "reword" | "question";

export interface AskedOfMe {
  id: string;
  item: string;
  wording: string;
  kind: AskKind;
  text: string;
  askedAt: number;
}

export interface CoverageCell {
  room: string;
  team: string;
  notes: number;
}

export interface LookForSeen {
  lookFor: string;
  name: string;
  notes: number;
  roomsSeen: number | null;
  roomsObserved: number | null;
}

export interface TallySum {
  label: string;
  count: number;
  denominator: number | null;
  tallies: number;
}

export interface FeedbackNote {
  evidence: string;
  room: string | null;
  kind: NoteKind;
  focus: NoteFocus;
  lookFors: string[];
  text: string;
}

export interface FeedbackTally {
  evidence: string;
  room: string | null;
  label: string;
  count: number;
  denominator: number | null;
}

export interface FeedbackWondering {
  evidence: string;
  room: string | null;
  text: string;
}

export type FeedbackGap =
  | { type: "roomWithoutNotes"; room: string }
  | { type: "teamWithoutNotes"; room: string; team: string }
  | { type: "lookForNotSeen"; name: string }
  | { type: "thinFocus"; focus: NoteFocus; notes: number };

export interface FeedbackSummary {
  problemOfPractice: string;
  debriefStep: DebriefStep;
  observers: number;
  rooms: number;
  totalNotes: number;
  notes: FeedbackNote[];
  offset: number;
  tallies: FeedbackTally[];
  wonderings: FeedbackWondering[];
  tallySums: TallySum[];
  coverage: CoverageCell[];
  lookFors: LookForSeen[];
  gaps: FeedbackGap[];
}

export type CycleDecision = "adopt" | "adapt" | "abandon";

export type CommentAbout =
  | { type: "wholeFeedback" }
  | { type: "oneEvidence"; evidence: string }
  | { type: "onePattern"; pattern: string };

export interface Comment {
  id: string;
  about: CommentAbout;
  text: string;
  madeAt: number;
}

export interface Commitment {
  id: string;
  text: string;
  owner: string;
  due: string | null;
  doneAt: number | null;
}

export interface CycleQuestion {
  id: string;
  question: string;
  prediction: string;
  finding: string;
}

export interface ImprovementCycle {
  id: string;
  aim: string;
  changeIdea: string;
  dataPlan: string;
  questions: CycleQuestion[];
  observations: string;
  decision: CycleDecision | null;
  lockedAt: number | null;
}

export interface HostResponse {
  comments: Comment[];
  commitments: Commitment[];
  cycles: ImprovementCycle[];
  reportBackOn: string | null;
}

export type RefusalReason =
  | "unknownDevice"
  | "deviceRevoked"
  | "wrongSignature"
  | "notAllowed"
  | "unknownVisit"
  | "foreignActor"
  | "outOfSequence"
  | "missingDependency"
  | "tooLarge"
  | "documentFull"
  | "unreadable"
  | "wrongShape"
  | "tooCostly"
  | "notApplicable";

export type SyncFailure =
  | "noConnection"
  | "serverBusy"
  | "signedOut"
  | "revoked"
  | "removed"
  | "appTooOld"
  | "badAnswer"
  | "notStored";

export type WedgedPlace =
  | "ofNetwork"
  | "ofPlan"
  | "ofNotebook"
  | "ofContribution"
  | "ofDebrief"
  | "ofResponse"
  | "ofCommand";

export interface WedgedEntry {
  place: WedgedPlace;
  visit: string | null;
  reason: RefusalReason;
  /** A plain English sentence. */
  words: string;
}

export interface Failing {
  failure: SyncFailure;
  /** Since when none has gone through, as far as this opening of the app knows. */
  since: number;
  /** What happened, what is safe and what to do, as a plain English sentence. */
  words: string;
}

export interface ProfileStatus {
  /** Changes made here that the server has given no receipt for. */
  waitingChanges: number;
  wedged: WedgedEntry[];
  lastSyncedAt: number | null;
  failing: Failing | null;
  /** Whether the browser believes that there is a network. */
  isOnline: boolean;
  /** Goes up with every change on this device or from the server, while the profile is open. */
  revision: number;
}

export interface SyncProgress {
  requests: number;
  held: number;
  received: number;
  waiting: number;
}

export type Retry =
  | { type: "later" }
  | { type: "notBefore"; millis: number }
  | { type: "afterAction" }
  | { type: "never" };

/** Not to get through is an outcome and not an error: everything is safe and is sent later. */
export interface SyncOutcome {
  isComplete: boolean;
  joinedOther: boolean;
  requests: number;
  held: number;
  refused: number;
  received: number;
  failure: SyncFailure | null;
  retry: Retry | null;
  wakeAt: number | null;
}

export interface ImportReport {
  added: number;
  known: number;
  refused: RefusalReason[];
}

export interface Invite {
  serverUrl: string;
  code: string;
}

export interface SignInCode {
  code: string;
  link: string;
  expiresAt: number;
}

/** A profile as the list shows it. */
export interface ProfileEntry {
  /** Which; give it to `openProfile`. */
  profile: string;
  /** null until it has joined. */
  networkName: string | null;
  /** null until it has joined. */
  member: string | null;
  /** Their name; null before the first sync. */
  memberName: string | null;
  hasPin: boolean;
  isOpen: boolean;
}

export interface Changes {
  revision: number;
  visits: string[];
  inNetwork: boolean;
  inFacts: boolean;
  inStatus: boolean;
}

export type ErrorKind =
  | "badArgument"
  | "closed"
  | "cancelled"
  | "unknownProfile"
  | "notJoined"
  | "unknownVisit"
  | "notFound"
  | "notAllowed"
  | "stepSkipped"
  | "tooLong"
  | "tooLarge"
  | "locked"
  | "inUse"
  | "diskFull"
  | "damaged"
  | "tooNew"
  | "wrongKey"
  | "storage"
  | "unsent"
  | "noConnection"
  | "serverBusy"
  | "badAnswer"
  | "signedOut"
  | "revoked"
  | "removed"
  | "appTooOld"
  | "refused"
  | "otherNetwork"
  | "notAVisitFile"
  | "fault"
  // Only in a browser:
  /** No profile is open. */
  | "notOpen"
  /** The profile has a PIN; none was given. */
  | "pinNeeded"
  /** It is another PIN. `retry` says from when on another one is looked at. */
  | "wrongPin";

/** What a call answers where it cannot be met. What a person wrote is safe in every case but `diskFull`. */
export interface CallFailure {
  kind: ErrorKind;
  /** An English sentence for a developer's log; nothing private. `refused`: the server's own words. */
  detail: string;
  retry: Retry;
}

type None = Record<string, never>;

/** Every method with its arguments and its answer. Those below `sync` act on the open profile. */
export interface Calls {
  profiles: { args: None; answer: ProfileEntry[] };
  /** Reads an invite from what a person scanned or pasted. */
  parseInvite: { args: { text: string }; answer: Invite };
  /** Joins a network and opens the profile. Safe to repeat with the same invite. */
  join: { args: { invite: Invite; deviceName: string; pin: string | null }; answer: ProfileEntry };
  /** Opens a profile; another one that is open is closed first. Keeps it synced from then on. */
  openProfile: { args: { profile: string; pin: string | null }; answer: ProfileEntry };
  closeProfile: { args: None; answer: null };
  /** Sets, changes or (null) removes the PIN of the open profile. */
  setPin: { args: { current: string | null; pin: string | null }; answer: null };
  /** Removes the open profile; `unsent` while anything is here only. */
  removeProfile: { args: None; answer: null };

  /** Another invite for the open profile, after the device was revoked or the server restored. */
  rejoin: { args: { invite: Invite; deviceName: string }; answer: null };
  sync: { args: None; answer: SyncOutcome };
  signInCode: { args: None; answer: SignInCode };
  status: { args: None; answer: ProfileStatus };
  visitStatus: { args: { visit: string }; answer: VisitStatus };
  itemStatus: { args: { visit: string; item: string }; answer: ItemStatus };
  retryWedged: { args: None; answer: null };

  /** `today`: the day where the phone is, e.g. `2026-11-21`. */
  visitList: { args: { today: string }; answer: VisitList };
  visitPlan: { args: { visit: string }; answer: VisitPlan };
  setStage: { args: { visit: string; stage: VisitStage }; answer: null };
  networkPage: { args: None; answer: NetworkPage };

  /** `shown`: the slot that the person looks at; null for the current one. */
  walkScreen: { args: { visit: string; shown: string | null }; answer: WalkScreen };
  items: { args: { visit: string; shown: ItemsShown; offset: number; limit: number }; answer: ItemPage };
  /** Call it at every keystroke and wait for nothing; an empty text ends the draft. */
  typeDraft: { args: { visit: string; place: DraftPlace; text: string }; answer: null };
  drafts: { args: { visit: string }; answer: Draft[] };
  /** On pause, blur or leaving. The item's id; null where nothing but white space was typed. */
  commitDraft: { args: { visit: string; place: DraftPlace; marks: NoteMarks }; answer: string | null };
  addNote: { args: { visit: string; note: NewNote }; answer: string };
  editNote: { args: { visit: string; note: string; edit: NoteEdit }; answer: null };
  addTally: { args: { visit: string; slot: string | null; label: string; denominator: number | null }; answer: string };
  /** A negative `delta` undoes. */
  countTally: { args: { visit: string; tally: string; delta: number }; answer: null };
  setDenominator: { args: { visit: string; tally: string; denominator: number | null }; answer: null };
  addWondering: { args: { visit: string; slot: string | null; text: string }; answer: string };
  editWondering: { args: { visit: string; wondering: string; text: string }; answer: null };
  deleteItem: { args: { visit: string; item: string }; answer: null };
  restoreItem: { args: { visit: string; item: string }; answer: null };
  acknowledgeNorms: { args: { visit: string }; answer: null };
  startSlot: { args: { visit: string; slot: string }; answer: null };
  finishSlot: { args: { visit: string; slot: string }; answer: null };
  checkEvidence: { args: { text: string }; answer: EvidenceFinding[] };
  search: { args: { words: string; limit: number }; answer: SearchMatch[] };

  share: { args: { visit: string; items: string[] }; answer: number };
  shareAll: { args: { visit: string }; answer: number };
  withdraw: { args: { visit: string; items: string[] }; answer: null };
  reword: { args: { visit: string; item: string; text: string }; answer: null };
  sharedItems: { args: { visit: string }; answer: string[] };
  asks: { args: { visit: string }; answer: AskedOfMe[] };
  feedbackSummary: { args: { visit: string; offset: number; limit: number }; answer: FeedbackSummary };

  debriefBoard: { args: { visit: string }; answer: DebriefBoard };
  setDebriefStep: { args: { visit: string; step: DebriefStep }; answer: null };
  addPattern: { args: { visit: string; statement: string }; answer: string };
  removePattern: { args: { visit: string; pattern: string }; answer: null };
  placeEvidence: {
    args: { visit: string; pattern: string; evidence: string; bearing: EvidenceBearing };
    answer: null;
  };
  unplaceEvidence: { args: { visit: string; pattern: string; evidence: string }; answer: null };
  moveEvidence: {
    args: {
      visit: string;
      fromPattern: string | null;
      toPattern: string;
      evidence: string;
      bearing: EvidenceBearing;
    };
    answer: null;
  };
  addPrediction: { args: { visit: string; text: string }; answer: string };
  removePrediction: { args: { visit: string; prediction: string }; answer: null };
  addGroupWondering: { args: { visit: string; text: string }; answer: string };
  removeGroupWondering: { args: { visit: string; wondering: string }; answer: null };
  addNextStep: {
    args: { visit: string; text: string; level: NextStepLevel; horizon: NextStepHorizon };
    answer: string;
  };
  setNextStep: {
    args: { visit: string; step: string; level: NextStepLevel; horizon: NextStepHorizon };
    answer: null;
  };
  removeNextStep: { args: { visit: string; step: string }; answer: null };
  sharedText: { args: { visit: string; place: string }; answer: SharedText };
  editText: { args: { visit: string; place: string; seen: string; text: string }; answer: null };

  hostResponse: { args: { visit: string }; answer: HostResponse };
}
