//! Which team stands in which room in which period, so that every team sees its rooms for equal time and no room has
//! two teams at once.

/// Observers who walk together, about.
const TEAM_SIZE: usize = 4;

/// A rotation: teams, rooms and periods are numbers from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rotation {
    pub(super) teams: usize,
    pub(super) rooms: usize,
    pub(super) periods: usize,
}

impl Rotation {
    /// Teams of about four for `observers`, each to see `rooms_per_team` rooms; as many rooms as there are lessons,
    /// unless the teams need more or could not see them all.
    pub(super) fn new(observers: usize, rooms_per_team: usize, lessons: usize) -> Self {
        let opened = lessons.max(rooms_per_team);
        let teams = observers.div_ceil(TEAM_SIZE).min(opened);
        Self { teams, rooms: opened.min(teams * rooms_per_team), periods: rooms_per_team }
    }

    /// The room of `team` in `period`. Teams start in different rooms, spread evenly, and all move on by one: so they
    /// never meet, and together they see every room.
    pub(super) fn room(&self, team: usize, period: usize) -> usize {
        (team * self.rooms / self.teams + period) % self.rooms
    }

    /// The team of an observer; sizes differ by one at most.
    pub(super) fn team(&self, observer: usize) -> usize {
        observer % self.teams
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn teams_see_their_rooms_once_never_meet_and_together_see_them_all() {
        for observers in (1..70).chain([150, 400]) {
            for rooms_per_team in 1..=20 {
                for lessons in 1..=30 {
                    let rotation = Rotation::new(observers, rooms_per_team, lessons);
                    let case = format!("{observers} observers, {rooms_per_team} rooms a team, {lessons} lessons");
                    let mut seen = BTreeSet::new();
                    for team in 0..rotation.teams {
                        let rooms: BTreeSet<_> = (0..rotation.periods).map(|p| rotation.room(team, p)).collect();
                        assert_eq!(rooms.len(), rooms_per_team, "{case}");
                        seen.extend(rooms);
                    }
                    assert_eq!(seen, (0..rotation.rooms).collect(), "{case}");
                    for period in 0..rotation.periods {
                        let rooms: BTreeSet<_> = (0..rotation.teams).map(|t| rotation.room(t, period)).collect();
                        assert_eq!(rooms.len(), rotation.teams, "two teams in one room: {case}");
                    }
                    let sizes: Vec<usize> = (0..rotation.teams)
                        .map(|team| (0..observers).filter(|observer| rotation.team(*observer) == team).count())
                        .collect();
                    assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1, "{case}");
                }
            }
        }
    }

    #[test]
    fn the_usual_visits_have_the_usual_sizes() {
        assert_eq!(Rotation::new(24, 4, 12), Rotation { teams: 6, rooms: 12, periods: 4 });
        assert_eq!(Rotation::new(24, 4, 8), Rotation { teams: 6, rooms: 8, periods: 4 });
        assert_eq!(Rotation::new(60, 8, 12), Rotation { teams: 12, rooms: 12, periods: 8 });
        assert_eq!(Rotation::new(2, 4, 12), Rotation { teams: 1, rooms: 4, periods: 4 });
    }
}
