namespace Turnpike.Web.Administration;

/// <param name="Value">As people would write it; null of a secret that is set.</param>
/// <param name="Origin">A flag, a variable, a place in a file; null for what nobody has said.</param>
public sealed record SettingView(string Section, string Key, string Says, string? Value, string? Origin);

/// <param name="Tone">pass, warn or fail.</param>
/// <param name="Advice">What to do; null where all is well.</param>
public sealed record CheckView(string Name, string Tone, string Found, string? Advice);

/// <param name="Schedule">As Quartz writes it, in UTC.</param>
/// <param name="Next">Null where this node takes no part in the jobs.</param>
/// <param name="Runs">The latest first.</param>
public sealed record JobView(string Name, string Says, string Schedule, DateTimeOffset? Next, bool IsLate, IReadOnlyList<JobRunView> Runs);

/// <param name="Outcome">Small letters: running, done, failed, …</param>
public sealed record JobRunView(DateTimeOffset Started, DateTimeOffset? Ended, string Node, string Outcome, string? Says);

public sealed record BackupView(string Name, long Bytes, DateTimeOffset At);
