using System.Text;
using System.Text.RegularExpressions;

namespace Turnpike.Formats.CodeOwners;

/// <summary>
/// A pattern of a CODEOWNERS file. GitHub reads it as .gitignore does, but <c>docs/*</c> only matches what lies directly in
/// <c>docs</c>; GitLab matches whole paths, and what lies below a folder only where the pattern ends in a slash.
/// </summary>
internal sealed class OwnerPattern(string pattern, CodeOwnersSyntax syntax)
{
    private readonly Regex _form = new(Form(pattern, syntax), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public bool Matches(string path) => _form.IsMatch(path);

    private static string Form(string pattern, CodeOwnersSyntax syntax)
    {
        var isFolder = pattern.EndsWith('/');
        var body = pattern.Trim('/');
        var steps = body.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0)
        {
            return @"\A.*\z";
        }

        // A slash within the pattern ties it to the root; to GitLab only one in front does.
        var isAnchored = pattern.StartsWith('/') || (syntax == CodeOwnersSyntax.GitHub && steps.Length > 1);
        var form = new StringBuilder(isAnchored ? @"\A" : @"\A(?:.*/)?");
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] == "**")
            {
                form.Append(i == steps.Length - 1 ? ".+" : "(?:.+/)?");
                continue;
            }

            AppendStep(form, steps[i]);
            form.Append(i < steps.Length - 1 ? "/" : "");
        }

        var takesBelow = syntax == CodeOwnersSyntax.GitHub && steps[^1] is not ("*" or "**");
        return form.Append(isFolder ? "/.+" : takesBelow || (syntax == CodeOwnersSyntax.GitHub && steps is ["*"] && !isAnchored) ? "(?:/.+)?" : "").Append(@"\z").ToString();
    }

    private static void AppendStep(StringBuilder form, string step)
    {
        for (var i = 0; i < step.Length; i++)
        {
            switch (step[i])
            {
                case '*':
                    form.Append("[^/]*");
                    break;
                case '?':
                    form.Append("[^/]");
                    break;
                case '\\' when i + 1 < step.Length:
                    form.Append(Regex.Escape(step[++i].ToString()));
                    break;
                default:
                    form.Append(Regex.Escape(step[i].ToString()));
                    break;
            }
        }
    }
}
