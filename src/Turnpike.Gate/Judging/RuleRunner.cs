using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Rego.Evaluation;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Asks one rule about one input. Safe for several threads.</summary>
internal sealed class RuleRunner(EstateHost host, ObjectValue data, FindingMaker maker, RuleErrors errors, EvaluationLimits limits, TimeProvider clock, CancellationToken cancellation)
{
    private readonly EvaluationRequest _request = new()
    {
        Data = data,
        Host = host,
        Limits = limits,
        Time = clock,
        Cancellation = cancellation,
    };

    public void Run(CompiledRule rule, Value input, Subject subject, List<RawFinding> findings)
    {
        if (errors.HasRunaway(rule.Metadata.Id))
        {
            errors.AddUnasked(rule.Metadata.Id);
            return;
        }

        var request = _request with { Input = input };
        var exception = (Certainty?)null;
        foreach (var query in rule.Queries)
        {
            var members = query.Query.EvaluateSet(request);
            if (members.Error is { } error)
            {
                cancellation.ThrowIfCancellationRequested();
                errors.Add(rule.Metadata, error, subject);
                continue;
            }

            if (members.Count > 0 && rule.Exceptions is not null)
            {
                exception ??= FindException(rule, request, subject);
            }

            for (var i = 0; i < members.Count; i++)
            {
                var made = maker.Make(rule.Metadata, query.IsWarning, members[i], subject);
                findings.Add(exception is null ? made : Except(made, exception.Value));
            }
        }
    }

    private Certainty? FindException(CompiledRule rule, EvaluationRequest request, Subject subject)
    {
        var names = rule.Exceptions!.EvaluateSet(request);
        if (names.Error is { } error)
        {
            errors.Add(rule.Metadata, error, subject);
            return null;
        }

        var found = (Certainty?)null;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Member is UnknownValue)
            {
                found ??= Certainty.Possible;
            }
            else if (names[i].Member is StringValue name && rule.ExceptionNames!.Contains(name.Value))
            {
                found = found == Certainty.Definite ? found : names[i].Certainty;
            }
        }

        return found;
    }

    private static RawFinding Except(RawFinding made, Certainty exception) => made with
    {
        Finding = made.Finding with { Status = exception == Certainty.Definite ? FindingStatus.Waived : FindingStatus.Unknown },
    };
}
