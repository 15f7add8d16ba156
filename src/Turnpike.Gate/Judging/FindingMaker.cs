using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Rego.Evaluation;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Turns a member of a rule's answer into a finding that is safe to print.</summary>
internal sealed class FindingMaker(UnknownWords words)
{
    public RawFinding Make(RuleMetadata rule, bool isWarning, MarkedMember marked, Subject subject)
    {
        var said = FindingMember.Of(marked.Member);
        subject = subject.Narrow(said.Path);
        var place = subject.Place(said.Path);
        var isOpen = marked.Certainty != Certainty.Definite || subject.IsOpen;
        var unknowns = Unknowns(marked, subject);
        var finding = new Finding
        {
            Rule = rule,
            Severity = said.Severity ?? rule.Severity,
            Status = isOpen ? FindingStatus.Unknown : FindingStatus.Fail,
            Resource = subject.Resource,
            Message = Message(said.Message, rule, subject),
            Path = said.Path.Count == 0 ? null : said.Path.ToString(),
            Source = place.Place,
            Calls = place.Calls,
            Fingerprint = Fingerprint.Of(rule.Id, subject.Scope, subject.Address?.Text ?? "", said.Key),
            Unknowns = unknowns,
            FurtherUnknowns = marked.Certainty == Certainty.Definite ? 0 : Math.Max(0, marked.CauseCount - unknowns.Count),
            IsWarning = isWarning,
        };
        return new RawFinding(finding, subject, HasOpenKey: said.Key is { IsGround: false } || marked.Member is UnknownValue);
    }

    private static string Message(Value? message, RuleMetadata rule, Subject subject)
    {
        switch (message)
        {
            case { HoldsSensitive: true }:
                var about = subject.Address is { } address ? $"{rule.Title}: {address.Text}" : rule.Title;
                return $"{about} (the message is withheld, since it holds a sensitive value)";
            case StringValue text:
                return text.Value;
            case UnknownValue { Refinement.Prefix: { Length: > 0 } prefix }:
                return prefix + JsonText.UnknownPlaceholder;
            case null or UnknownValue:
                return $"{rule.Title} {JsonText.UnknownPlaceholder}";
            default:
                return JsonText.Redacted(message);
        }
    }

    private List<UnknownPart> Unknowns(MarkedMember marked, Subject subject)
    {
        var parts = new List<UnknownPart>();
        if (subject.IsOpen)
        {
            parts.Add(new UnknownPart(subject.Address!.ConfigurationText, "how many there are, if any, is not known yet"));
        }

        if (marked.Certainty == Certainty.Definite)
        {
            return parts;
        }

        foreach (var cause in marked.Causes)
        {
            if (parts.Count < Finding.MaxUnknowns)
            {
                parts.Add(words.Describe(cause, subject));
            }
        }

        return parts;
    }
}

/// <summary>A finding with what is needed to compare and waive it.</summary>
/// <param name="HasOpenKey">Its key is not known, so it may be the same as any other of its rule and resource.</param>
internal sealed record RawFinding(Finding Finding, Subject Subject, bool HasOpenKey);

/// <summary>A member of deny, violation or warn, taken apart: a message, or an object with <c>msg</c>.</summary>
internal readonly record struct FindingMember(Value? Message, ValuePath Path, Value? Key, Severity? Severity)
{
    public static FindingMember Of(Value member)
    {
        if (member is not ObjectValue said)
        {
            return new FindingMember(member, ValuePath.Root, null, null);
        }

        // An object without a message is shown as it is: better than a finding that says nothing.
        return new FindingMember(
            said.Get("msg") ?? said,
            PathOf(said.Get("path")),
            said.Get("key"),
            SeverityNames.Parse((said.Get("severity") as StringValue)?.Value));
    }

    // As far as it can be shown: a step that is unknown or secret ends it.
    private static ValuePath PathOf(Value? value)
    {
        if (value is not ArrayValue array)
        {
            return value is StringValue { IsSensitive: false } ? new ValuePath(value) : ValuePath.Root;
        }

        var count = 0;
        while (count < array.Count && array[count] is StringValue or NumberValue && !array[count].IsSensitive)
        {
            count++;
        }

        return new ValuePath(array.Items[..count]);
    }
}
