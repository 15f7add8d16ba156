using Turnpike.Estate.Changes;
using Turnpike.Estate.Views;
using Turnpike.Formats;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Judging;

/// <summary>Asks the document rules about each document, as its tool writes it.</summary>
internal sealed class DocumentJudge(RuleSet rules, ResourceViews views, RuleRunner runner, RulesRun run, string scope)
{
    public void Judge(IReadOnlyList<InputDocument> documents, IReadOnlyList<ResourceChange> changes, bool unknownsAbsent, List<RawFinding> findings)
    {
        if (rules.DocumentRules.Count == 0)
        {
            return;
        }

        var places = new ChangePlaces(changes, views);
        foreach (var document in documents)
        {
            foreach (var view in document.Documents(unknownsAbsent))
            {
                Judge(view, new DocumentSubject(view.Origin, places, scope), findings);
            }
        }
    }

    private void Judge(DocumentView view, DocumentSubject subject, List<RawFinding> findings)
    {
        foreach (var rule in rules.DocumentRules)
        {
            run.Mark(rule);
            runner.Run(rule, view.Value, subject, findings);
        }
    }
}
