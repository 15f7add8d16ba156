using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Formats;

namespace Turnpike.Gate.Judging;

/// <summary>
/// Inputs that make up one estate. Plans, states and manifests are judged together; each root of Terraform code by itself,
/// since roots repeat each other's names and speak of accounts of their own.
/// </summary>
/// <param name="Prior">What is there already.</param>
internal sealed record EstateGroup(string Scope, EstateModel Prior, IReadOnlyList<PlannedChanges> Plans, IReadOnlyList<InputDocument> Documents);
