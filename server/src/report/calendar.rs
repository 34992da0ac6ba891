//! Visits as a calendar file (RFC 5545), for one visit or for all that a person takes part in.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::VisitKind;
use fieldwalk_core::ids::VisitId;
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::civil::Date;

use super::words::{Language, Word};

/// A visit as a calendar shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarVisit {
    /// The visit: its entry is replaced when the file is imported again.
    pub visit: VisitId,
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opens its classrooms.
    pub host_school: String,
    /// The day, in the school's own calendar.
    pub date: Date,
    /// From the first slot's beginning to the last one's end; the whole day where there is no rotation yet.
    pub time: Option<(Timestamp, Timestamp)>,
    /// The question; may be empty.
    pub problem_of_practice: String,
}

/// The file; `now` is when it was made.
pub fn calendar(visits: &[CalendarVisit], language: Language, now: Timestamp) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//Fieldwalk//Visits//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    for visit in visits {
        let mut event = Event::new();
        let kind = language.say(Word::visit(visit.kind));
        event
            .uid(&format!("{}@fieldwalk", visit.visit))
            .append_property(("DTSTAMP", utc(now).as_str()))
            .summary(&one_line(&language.fill(Word::VisitTo, &[&kind, &visit.host_school])))
            .location(&one_line(&visit.host_school));
        if !visit.problem_of_practice.is_empty() {
            event.description(&visit.problem_of_practice.replace("\r\n", "\n").replace('\r', "\n"));
        }
        match visit.time {
            Some((from, to)) => {
                event.append_property(("DTSTART", utc(from).as_str()));
                event.append_property(("DTEND", utc(to).as_str()));
            }
            None => {
                let days = [("DTSTART", Some(visit.date)), ("DTEND", visit.date.tomorrow().ok())];
                for (name, date) in days {
                    let Some(date) = date else { continue };
                    let mut property = icalendar::Property::new(name, date.strftime("%Y%m%d").to_string());
                    event.append_property(property.add_parameter("VALUE", "DATE").done());
                }
            }
        }
        calendar.push(event.done());
    }
    calendar.done().to_string().into_bytes()
}

/// A moment as calendars write it in UTC.
fn utc(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
