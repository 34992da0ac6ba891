//! The host's response: what a participant reads of it once it is published, and what a host writes on a phone.

use fieldwalk_core::domain::About;

use super::sane;
use super::visits::day;
use crate::error::{Answer, FieldwalkError};
use crate::ids::id;
use crate::profile::Profile;
use crate::record::{CommentAbout, HostResponse};

#[uniffi::export]
impl Profile {
    /// The host's response, once it is published, or to the host.
    pub async fn host_response(&self, visit: String) -> Answer<HostResponse> {
        let visit = id(&visit)?;
        self.read(move |client| Ok(client.response(visit)?.into())).await
    }

    /// Adds a comment; its id. By the host.
    pub async fn add_comment(&self, visit: String, about: CommentAbout, text: String) -> Answer<String> {
        let (visit, about, text) = (id(&visit)?, About::try_from(about)?, sane(text)?);
        self.write(move |client| Ok(client.add_comment(visit, about, &text)?.to_string())).await
    }

    /// Removes a comment. By the host.
    pub async fn remove_comment(&self, visit: String, comment: String) -> Answer<()> {
        let (visit, comment) = (id(&visit)?, id(&comment)?);
        self.write(move |client| Ok(client.remove_comment(visit, comment)?)).await
    }

    /// Takes something on; its id. By the host.
    pub async fn add_commitment(
        &self,
        visit: String,
        text: String,
        owner: String,
        due: Option<String>,
    ) -> Answer<String> {
        let (visit, text, owner) = (id(&visit)?, sane(text)?, sane(owner)?);
        let due = due.as_deref().map(day).transpose()?;
        self.write(move |client| Ok(client.add_commitment(visit, &text, &owner, due)?.to_string())).await
    }

    /// Says that a commitment is done, or that it is open again. By the host.
    pub async fn set_commitment_done(&self, visit: String, commitment: String, is_done: bool) -> Answer<()> {
        let (visit, commitment) = (id(&visit)?, id(&commitment)?);
        self.write(move |client| Ok(client.set_commitment_done(visit, commitment, is_done)?)).await
    }

    /// Removes a commitment. By the host.
    pub async fn remove_commitment(&self, visit: String, commitment: String) -> Answer<()> {
        let (visit, commitment) = (id(&visit)?, id(&commitment)?);
        self.write(move |client| Ok(client.remove_commitment(visit, commitment)?)).await
    }

    /// Lets participants read the response, or no longer. By the host.
    pub async fn publish_response(&self, visit: String, is_published: bool) -> Answer<()> {
        let visit = id(&visit)?;
        self.write(move |client| Ok(client.publish_response(visit, is_published)?)).await
    }

    /// Says on which day the host reports back. By the host.
    pub async fn set_report_back_on(&self, visit: String, date: Option<String>) -> Answer<()> {
        let visit = id(&visit)?;
        let date = date.as_deref().map(day).transpose()?;
        self.write(move |client| Ok(client.set_report_back_on(visit, date)?)).await
    }
}

impl TryFrom<CommentAbout> for About {
    type Error = FieldwalkError;

    fn try_from(about: CommentAbout) -> Answer<Self> {
        Ok(match about {
            CommentAbout::WholeFeedback => Self::Feedback,
            CommentAbout::OneEvidence { evidence } => Self::Evidence(id(&evidence)?),
            CommentAbout::OnePattern { pattern } => Self::Pattern(id(&pattern)?),
        })
    }
}
