//! The words of reports, in each language side by side, so that none can be forgotten.

use fieldwalk_core::domain::{Bearing, Focus, Horizon, Level, NoteKind, VisitKind};

/// A language that reports speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language that `tag` names, with any region.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// A word or phrase. Places for numbers are `{}`; see [`Self::fill`].
    pub(super) fn say(self, word: Word) -> &'static str {
        let [english, spanish] = word.both();
        match self {
            Self::English => english,
            Self::Spanish => spanish,
        }
    }

    /// A phrase with its places filled, from left to right.
    pub(super) fn fill(self, word: Word, with: &[&dyn std::fmt::Display]) -> String {
        let mut filled = String::new();
        let mut with = with.iter();
        for (number, part) in self.say(word).split("{}").enumerate() {
            if number > 0
                && let Some(value) = with.next()
            {
                filled.push_str(&value.to_string());
            }
            filled.push_str(part);
        }
        filled
    }

    /// "1 note", "3 notes".
    pub(super) fn notes(self, notes: usize) -> String {
        self.fill(if notes == 1 { Word::OneNote } else { Word::Notes }, &[&notes])
    }

    /// "seen in 3 of 12 rooms", "seen in 0 of 1 rooms".
    pub(super) fn rooms(self, (seen, observed): (usize, usize)) -> String {
        self.fill(Word::InRooms, &[&seen, &observed])
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $english:literal, $spanish:literal;)*) => {
        /// What reports say.
        #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "some words are the PDF's alone"))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Word {
            $($(#[$doc])* $name,)*
        }

        impl Word {
            /// Every word, for tests.
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub(super) fn both(self) -> [&'static str; 2] {
                match self {
                    $(Self::$name => [$english, $spanish],)*
                }
            }
        }
    };
}

words! {
    FeedbackOf: "Feedback for {}", "Retroalimentación para {}";
    Summary: "Summary", "Resumen";
    ProblemOfPractice: "Problem of practice", "Problema de la práctica";
    HostSchool: "Host school", "Escuela anfitriona";
    Date: "Date", "Fecha";
    KindOfVisit: "Kind of visit", "Tipo de visita";
    Release: "Release", "Versión publicada";
    NotReleased: "Not released", "No publicada";
    Hash: "Hash (BLAKE3)", "Huella (BLAKE3)";
    Observers: "Observers", "Observadores";
    Rooms: "Rooms observed", "Aulas observadas";
    NotesHead: "Notes", "Notas";
    OneNote: "{} note", "{} nota";
    Notes: "{} notes", "{} notas";
    Tallies: "Tallies", "Conteos";
    Wonderings: "Wonderings", "Preguntas";
    Masked: "Pieces with masked words", "Registros con palabras cubiertas";
    Hidden: "Pieces left out", "Registros omitidos";
    Coverage: "Coverage", "Cobertura";
    CoverageDesc: "Notes by room and team: {} rooms, {} teams. A dashed cell is a room where a team was due and brought no note.",
        "Notas por aula y equipo: {} aulas, {} equipos. Una celda de borde discontinuo es un aula que el equipo debía ver y de la que no trajo notas.";
    Room: "Room", "Aula";
    NotDue: "not due", "no prevista";
    LookFors: "Look-fors", "Aspectos observados";
    LookFor: "Look-for", "Aspecto";
    LookForsDesc: "In how many of the {} rooms observed each look-for was seen.",
        "En cuántas de las {} aulas observadas se vio cada aspecto.";
    LookForsDescNotes: "How many notes bear on each look-for. Rooms are not told, because fewer than three were observed.",
        "Cuántas notas se refieren a cada aspecto. No se indican las aulas, porque se observaron menos de tres.";
    RoomsSeen: "Rooms", "Aulas";
    OfRooms: "Of rooms observed", "De las aulas observadas";
    InRooms: "in {} of {} rooms", "en {} de {} aulas";
    ByObservers: "by {} observers", "por {} observadores";
    ByOneObserver: "by 1 observer", "por 1 observador";
    Focus: "Focus", "Enfoque";
    FocusDesc: "Notes by part of the instructional core: {}.", "Notas por parte del núcleo pedagógico: {}.";
    Share: "Share", "Proporción";
    FocusTeacher: "Teacher", "Docente";
    FocusStudents: "Students", "Estudiantes";
    FocusTask: "Task", "Tarea";
    Kinds: "Kinds of evidence", "Tipos de evidencia";
    Kind: "Kind", "Tipo";
    KindsDesc: "Notes by kind of evidence: {}.", "Notas por tipo de evidencia: {}.";
    KindVerbatim: "Words as said", "Palabras textuales";
    KindBehaviour: "Behaviour", "Conducta";
    KindCount: "Count", "Cantidad";
    KindEnvironment: "Environment", "Entorno";
    EachTally: "Each tally", "Cada conteo";
    Number: "No.", "N.º";
    Label: "What was counted", "Qué se contó";
    Count: "Count", "Cantidad";
    Of: "Of", "De";
    TimesCounted: "Times counted", "Veces contado";
    Patterns: "Patterns", "Patrones";
    Statement: "Statement", "Afirmación";
    Supports: "Supports", "Apoya";
    Contrasts: "Contrasts", "Contrasta";
    Exceptions: "Exceptions", "Excepciones";
    Exception: "Exception", "Excepción";
    Evidence: "Evidence", "Evidencia";
    Unclustered: "Evidence under no pattern", "Evidencia sin patrón";
    Minute: "Minute", "Minuto";
    Text: "Text", "Texto";
    Observer: "Observer", "Observador";
    Predictions: "Predictions", "Predicciones";
    GroupWonderings: "Wonderings of the group", "Preguntas del grupo";
    NextSteps: "Next level of work", "Próximo nivel de trabajo";
    NextStep: "Next step", "Próximo paso";
    Level: "Level", "Nivel";
    LevelClassroom: "Classroom", "Aula";
    LevelSchool: "School", "Escuela";
    LevelNetwork: "Network", "Red";
    Horizon: "By when", "Para cuándo";
    HorizonWeek: "Next week", "La próxima semana";
    HorizonMonth: "Next month", "El próximo mes";
    HorizonYear: "By the end of the year", "Para fin de año";
    Remarks: "To know", "Para saber";
    Gaps: "Not covered yet", "Aún sin cubrir";
    GapRoom: "{}: no notes", "{}: sin notas";
    GapTeam: "{}: no notes from {}", "{}: sin notas de {}";
    GapLookFor: "{}: not seen in any note", "{}: no aparece en ninguna nota";
    GapFocus: "{}: few notes ({})", "{}: pocas notas ({})";
    ThemesOnly: "Themes only: single pieces of evidence are left out; all counts include them.",
        "Solo temas: se omiten los registros individuales; todas las cantidades los incluyen.";
    FewRooms: "Fewer than three rooms were observed, so nothing is told by room.",
        "Se observaron menos de tres aulas, por lo que no se informa por aula.";
    Page: "Page {} of {}", "Página {} de {}";
    AndMore: "… and {} more: the tables have them all.", "… y {} más: las tablas las tienen todas.";
    None: "None", "Ninguno";
    SchoolVisit: "School visit", "Visita a la escuela";
    InFieldNetwork: "In-Field Network session", "Sesión de red en terreno";
    LearningWalk: "Learning walk", "Recorrido de aprendizaje";
    WalkThrough: "Walk-through", "Recorrido";
    VisitTo: "{}: {}", "{}: {}";
}

impl Word {
    pub(super) fn focus(focus: Focus) -> Self {
        match focus {
            Focus::Teacher => Self::FocusTeacher,
            Focus::Students => Self::FocusStudents,
            Focus::Task => Self::FocusTask,
        }
    }

    pub(super) fn kind(kind: NoteKind) -> Self {
        match kind {
            NoteKind::Verbatim => Self::KindVerbatim,
            NoteKind::Behaviour => Self::KindBehaviour,
            NoteKind::Count => Self::KindCount,
            NoteKind::Environment => Self::KindEnvironment,
        }
    }

    pub(super) fn bearing(bearing: Bearing) -> Self {
        match bearing {
            Bearing::Supports => Self::Supports,
            Bearing::Contrasts => Self::Contrasts,
            Bearing::Exception => Self::Exception,
        }
    }

    pub(super) fn level(level: Level) -> Self {
        match level {
            Level::Classroom => Self::LevelClassroom,
            Level::School => Self::LevelSchool,
            Level::Network => Self::LevelNetwork,
        }
    }

    pub(super) fn horizon(horizon: Horizon) -> Self {
        match horizon {
            Horizon::Week => Self::HorizonWeek,
            Horizon::Month => Self::HorizonMonth,
            Horizon::Year => Self::HorizonYear,
        }
    }

    pub(super) fn visit(kind: VisitKind) -> Self {
        match kind {
            VisitKind::SchoolVisit => Self::SchoolVisit,
            VisitKind::InFieldNetwork => Self::InFieldNetwork,
            VisitKind::LearningWalk => Self::LearningWalk,
            VisitKind::WalkThrough => Self::WalkThrough,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_the_same_places_in_each_language() {
        for word in Word::ALL {
            let [english, spanish] = word.both();
            assert!(!english.is_empty() && !spanish.is_empty(), "{word:?}");
            assert_eq!(english.matches("{}").count(), spanish.matches("{}").count(), "{word:?}");
        }
        assert_eq!(Language::English.notes(1), "1 note");
        assert_eq!(Language::Spanish.rooms((3, 12)), "en 3 de 12 aulas");
        assert_eq!(Language::English.fill(Word::FeedbackOf, &[&"{} {}"]), "Feedback for {} {}");
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        assert_eq!(Language::from_tag("es-US"), Some(Language::Spanish));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("fr"), None);
    }
}
