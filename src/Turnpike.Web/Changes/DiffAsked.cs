using Turnpike.Estate.Changes;
using Turnpike.Web.Elements;

namespace Turnpike.Web.Changes;

public enum DiffGrouping
{
    Action,
    Module,
    Type,
}

/// <summary>How somebody wants to read what a change does, as the address says it.</summary>
/// <param name="Text">In the address or the type, whatever the case; null for all.</param>
/// <param name="Action">One of the words of actions; null for all.</param>
/// <param name="OnlyFindings">Leaves out resources of which no rule says anything.</param>
/// <param name="Open">The group that is shown whatever the others take; null for none.</param>
/// <param name="From">How many of the open group's resources to pass over.</param>
/// <param name="IsWhole">Everything at once, as for printing.</param>
/// <param name="One">The address of the one resource that is asked for; null for all.</param>
public sealed record DiffAsked(
    DiffGrouping By = DiffGrouping.Action, string? Text = null, string? Action = null, bool OnlyFindings = false, string? Open = null, int From = 0, bool IsWhole = false, string? One = null)
{
    public bool IsFiltered => One is not null || Text is not null || Action is not null || OnlyFindings;

    /// <summary>The page of a change that answers this.</summary>
    /// <param name="page">Of the change; may hold a query already.</param>
    public string AddressOn(string page)
    {
        var query = Address.Of(
            "",
            ("group", By == DiffGrouping.Action ? null : By.ToString().ToLowerInvariant()),
            ("find", Text),
            ("do", Action),
            ("only", OnlyFindings ? "findings" : null),
            ("open", Open),
            ("from", From == 0 ? null : From.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("whole", IsWhole ? "1" : null),
            ("one", One));
        return query.Length == 0 ? page : page.Contains('?') ? $"{page}&{query[1..]}" : page + query;
    }

    internal bool Wants(ResourceChange change, bool hasFindings) =>
        (One is null || change.Address.Text == One)
        && (hasFindings || !OnlyFindings)
        && (Action is null || ChangeWords.ActionOf(change) == Action)
        && (Text is null || change.Address.Text.Contains(Text, StringComparison.OrdinalIgnoreCase) || change.Address.Type.Contains(Text, StringComparison.OrdinalIgnoreCase));

    internal string GroupOf(ResourceChange change) => By switch
    {
        DiffGrouping.Module => change.Address.Module.IsRoot ? "" : change.Address.Module.Text,
        DiffGrouping.Type => change.Address.Type,
        _ => ChangeWords.ActionOf(change),
    };
}
