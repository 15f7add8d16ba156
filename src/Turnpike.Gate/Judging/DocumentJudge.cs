using Turnpike.Estate.Changes;
using Turnpike.Estate.Views;
using Turnpike.Formats;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Asks the document rules about each document, as its tool writes it.</summary>
internal sealed class DocumentJudge(RuleSet rules, ResourceViews views, RuleRunner runner, RulesRun run, string scope)
{
    /// <param name="isCombined">All documents are one input.</param>
    public void Judge(
        IReadOnlyList<InputDocument> documents, IReadOnlyList<ResourceChange> changes, bool unknownsAbsent, bool isCombined, List<RawFinding> findings)
    {
        if (rules.DocumentRules.Count == 0)
        {
            return;
        }

        var places = new ChangePlaces(changes, views);
        DocumentView[] all = [.. documents.SelectMany(document => document.Documents(unknownsAbsent))];
        if (isCombined)
        {
            Judge(Combine(all), new CombinedSubject([.. all.Select(view => new DocumentSubject(view.Origin, places, scope))], scope), findings);
            return;
        }

        foreach (var view in all)
        {
            Judge(view.Value, new DocumentSubject(view.Origin, places, scope), findings);
        }
    }

    private static ArrayValue Combine(DocumentView[] documents) => ArrayValue.Create(
    [
        .. documents.Select(static view => (Value)Value.Object(("path", Value.Of(view.Origin.Document.Source.Name)), ("contents", view.Value))),
    ]);

    private void Judge(Value input, Subject subject, List<RawFinding> findings)
    {
        foreach (var rule in rules.DocumentRules)
        {
            run.Mark(rule);
            runner.Run(rule, input, subject, findings);
        }
    }
}
