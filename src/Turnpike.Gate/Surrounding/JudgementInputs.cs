using Turnpike.Values;

namespace Turnpike.Gate.Surrounding;

/// <summary>
/// What a judgement hangs on. Judging again with equal inputs gives the same verdict, so a decision stays good as long as
/// judging anew gives equal hashes.
/// </summary>
/// <param name="Plan">HMAC-SHA-256 of the inputs' bytes under the installation's key; none where no key was given.</param>
/// <param name="Policies">SHA-256 of rules, data about providers, the user's data and parameters, and the settings that decide.</param>
/// <param name="Estate">
/// SHA-256 over what judging read of the surroundings: each resource asked with the hash of its document, each type listed
/// with who was there, and what was found stale.
/// </param>
public sealed record JudgementInputs(ContentHash Plan, ContentHash Policies, ContentHash Estate);
