//! One phone number: its parts, and the forms in which it is compared, linked and shown.

/// Country code of China.
pub const CHINA: &str = "86";
/// Fewest digits of a dialable number, country code included.
pub const FEWEST: usize = 5;

/// A parsed phone number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phone {
    /// Country code in digits. Empty if the country is unknown or the number cannot be reached from abroad (400).
    pub country: String,
    /// National number, without the trunk prefix 0.
    pub number: String,
    /// Extension behind a switchboard; usually empty.
    pub extension: String,
}

impl Phone {
    /// Whether it has enough digits to be dialled.
    pub fn can_be_dialled(&self) -> bool {
        FEWEST <= self.country.len() + self.number.len()
    }

    /// Comparison key. Ignores the extension, so two people behind one switchboard have the same number.
    pub fn key(&self) -> String {
        if self.country.is_empty() { self.number.clone() } else { format!("+{}{}", self.country, self.number) }
    }

    /// The `tel:` link (RFC 3966). If the country is unknown, the link holds the bare number, because dialling apps ignore `phone-context`.
    pub fn link(&self) -> String {
        let extension = if self.extension.is_empty() { String::new() } else { format!(";ext={}", self.extension) };
        format!("tel:{}{extension}", self.key())
    }

    /// The same number with the last digits replaced, for `62345678/79`.
    pub(super) fn ending_in(&self, digits: &str) -> Phone {
        let kept = self.number.len().saturating_sub(digits.len());
        Phone { number: format!("{}{digits}", &self.number[..kept]), extension: String::new(), ..self.clone() }
    }
}

/// The form dialled from China: `13800138000`, `02162345678-801`, `+852 91234567`.
impl std::fmt::Display for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.country.as_str() {
            "" => write!(f, "{}", self.number)?,
            CHINA if self.number.starts_with('1') && self.number.len() == 11 => write!(f, "{}", self.number)?,
            CHINA => write!(f, "0{}", self.number)?,
            country => write!(f, "+{country} {}", self.number)?,
        }
        if self.extension.is_empty() { Ok(()) } else { write!(f, "-{}", self.extension) }
    }
}
