using Turnpike.Governance.Exceptions;

namespace Turnpike.Web.Policies;

/// <summary>An exception, and what the viewer may do with it.</summary>
public sealed record ExceptionRow(PolicyException Exception, ExceptionState State, bool MayExtend, bool MayRevoke);

/// <summary>What stands in the form for a new exception.</summary>
public sealed record ExceptionWish(string? Kind = null, string? Rule = null, string? Subject = null, string? Reason = null, string? Owner = null, string? Expires = null);
