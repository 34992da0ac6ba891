import FieldwalkBindings
import Foundation

extension Date {
    /// The moment that a record counts in milliseconds since 1970, e.g. `Date(milliseconds: note.observedAt)`.
    public init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// This moment as records count it.
    public var milliseconds: Int64 {
        // A clock far out of range is the least or the most there is.
        Int64(exactly: (timeIntervalSince1970 * 1000).rounded()) ?? (self < .distantPast ? .min : .max)
    }

    /// The day on the calendar of wherever the person is, as the library takes it: `2026-11-21`.
    public func day(in timeZone: TimeZone = .current) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.year, .month, .day], from: self)
        let digits = { (number: Int?, width: Int) in
            let text = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
    }
}

extension TextSpan {
    /// Where this is in `text`, the text that was checked; none where it is another one.
    public func range(in text: String) -> Range<String.Index>? {
        let units = text.utf16
        guard start >= 0, start <= end, end <= Int64(units.count) else { return nil }
        let first = units.index(units.startIndex, offsetBy: Int(start))
        return first..<units.index(first, offsetBy: Int(end - start))
    }

    /// The same for a text view.
    public var nsRange: NSRange {
        NSRange(location: Int(start), length: Int(end - start))
    }
}
