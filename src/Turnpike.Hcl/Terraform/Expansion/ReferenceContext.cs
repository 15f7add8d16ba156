using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Decoding;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Where an expression stands: what its names mean.</summary>
/// <param name="ForEach">What <c>each</c> iterates; null where there is none.</param>
/// <param name="Key">The key of <c>each</c>.</param>
internal sealed record ReferenceContext(ModuleScope Module, HclScope Scope, HclExpression? ForEach, Value? Key, DynamicIterator? Iterator)
{
    public static ReferenceContext Of(InstanceState state) =>
        new(state.Group.Module, state.Scope, state.Group.Declaration.ForEach, state.Key, null);

    public static ReferenceContext Of(ModuleScope module) => new(module, module.Scope, null, null, null);

    public static ReferenceContext Of(CallInstance call) =>
        new(call.Group.Owner, call.Scope, call.Group.Declaration.ForEach, call.Key, null);
}
