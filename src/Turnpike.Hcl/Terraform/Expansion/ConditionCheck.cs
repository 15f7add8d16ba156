using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Variable validations, preconditions, postconditions and check blocks.</summary>
internal sealed class ConditionCheck
{
    private readonly RootState _root;

    private ConditionCheck(RootState root) => _root = root;

    public static void Run(RootState root, IReadOnlyList<InstanceState> instances)
    {
        var check = new ConditionCheck(root);
        check.Visit(root.Root);
        foreach (var instance in instances)
        {
            check.Visit(instance);
        }
    }

    private void Visit(ModuleScope module)
    {
        foreach (var variable in module.Model.Variables.Values)
        {
            foreach (var rule in variable.Validations)
            {
                var place = module.Argument(variable.Name) is { } argument
                    ? new SourcePlace(argument.Source, argument.Expression.Span)
                    : new SourcePlace(variable.Block.Source, variable.Block.DefinitionSpan);
                Judge(rule, module.Scope, module.AddressOf("var." + variable.Name), message => TerraformDiagnostics.FailedValidation(place, message, rule));
            }
        }

        foreach (var output in module.Model.Outputs.Values)
        {
            foreach (var rule in output.Preconditions)
            {
                Judge(rule, module.Scope, module.AddressOf("output." + output.Name), message => TerraformDiagnostics.FailedPrecondition(rule, true, message));
            }
        }

        foreach (var block in module.Model.Checks.Values)
        {
            foreach (var rule in block.Asserts)
            {
                Judge(rule, module.Scope, module.AddressOf("check." + block.Name), message => TerraformDiagnostics.FailedAssertion(rule, message), isAdvice: true);
            }
        }

        foreach (var call in module.ChildCalls)
        {
            foreach (var instance in call.Instances)
            {
                Visit(instance.Module);
            }
        }
    }

    private void Visit(InstanceState instance)
    {
        var declaration = instance.Group.Declaration;
        foreach (var rule in declaration.Preconditions)
        {
            Judge(rule, instance.Scope, instance.Address.Text, message => TerraformDiagnostics.FailedPrecondition(rule, false, message));
        }

        foreach (var rule in declaration.Postconditions)
        {
            Judge(rule, instance.Scope.With(("self", instance.Referenced)), instance.Address.Text, message => TerraformDiagnostics.FailedPostcondition(rule, message));
        }
    }

    private void Judge(CheckRule rule, HclScope scope, string subject, Func<string, Diagnostic> failure, bool isAdvice = false)
    {
        var faults = new DiagnosticBag();
        var status = Evaluate(rule.Condition, scope, faults);
        string? message = null;
        if (status == CheckStatus.Fail)
        {
            message = Message(rule.Message, scope);
            _root.Diagnostics.Add(failure(message));
        }

        if (!isAdvice)
        {
            _root.Diagnostics.AddRange(faults);
        }

        _root.Checks.Add(new CheckResult(subject, status, message, new SourcePlace(rule.Condition.Source, rule.Condition.Span)));
    }

    private CheckStatus Evaluate(HclExpression condition, HclScope scope, DiagnosticBag faults)
    {
        var value = _root.Evaluator.Evaluate(condition, scope, faults).Unmark();
        if (faults.HasErrors)
        {
            return CheckStatus.Error;
        }

        if (!HclConversion.TryConvert(value, HclType.Boolean, out var result, out var fault))
        {
            faults.Add(TerraformDiagnostics.InvalidCondition(condition, $"A condition is true or false, and this is neither: {fault}."));
            return CheckStatus.Error;
        }

        if (!result.IsKnown)
        {
            return CheckStatus.Unknown;
        }

        if (result.IsNull)
        {
            faults.Add(TerraformDiagnostics.InvalidCondition(condition, "A condition is true or false, and this is null."));
            return CheckStatus.Error;
        }

        return result.AsBoolean() ? CheckStatus.Pass : CheckStatus.Fail;
    }

    private string Message(HclExpression expression, HclScope scope)
    {
        var value = _root.Evaluator.Evaluate(expression, scope, []);
        if (value.HoldsMarks)
        {
            return "The condition is not met; its message holds something sensitive.";
        }

        return HclConversion.TryConvert(value, HclType.String, out var text, out _) && text is { IsKnown: true, IsNull: false }
            ? text.AsString().Trim()
            : "The condition is not met; its message is not known.";
    }
}
