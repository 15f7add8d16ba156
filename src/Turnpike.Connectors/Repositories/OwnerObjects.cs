using Turnpike.Formats.CodeOwners;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>The file of owners that counts, and whom it says a path belongs to.</summary>
internal sealed class OwnerObjects
{
    private readonly string? _path;
    private readonly CodeOwnersFile? _file;

    private OwnerObjects(string? path, CodeOwnersFile? file) => (_path, _file) = (path, file);

    public static OwnerObjects Read(RepositoryFiles files, CodeOwnersSyntax syntax, DiagnosticBag diagnostics)
    {
        foreach (var path in CodeOwnersFile.Paths(syntax))
        {
            if (files.Read(path) is { } source)
            {
                return new OwnerObjects(path, CodeOwnersFile.Read(source, syntax, diagnostics));
            }
        }

        return new OwnerObjects(null, null);
    }

    /// <summary>Owners, each with the place that says so; null where nobody is named.</summary>
    public Value? Of(string path)
    {
        var owned = _file?.OwnersOf(path) ?? [];
        return owned.Any(static o => o.Owners.Count > 0)
            ? ArrayValue.Create([.. owned.Where(static o => o.Owners.Count > 0).Select(o => Value.Object(
                ("owners", o.Owners.ToValue()),
                ("place", Value.Of($"{_path}:{o.Line}"))))])
            : null;
    }

    public IEnumerable<ObjectValue> Objects()
    {
        if (_file is not null)
        {
            yield return ListObject.Make("CodeOwners", _path!, _path + ":1",
                ("syntax", Value.Of(_file.Syntax == CodeOwnersSyntax.GitHub ? "github" : "gitlab")),
                ("rules", ArrayValue.Create([.. _file.Rules.Select(static r => Value.Object(
                    ("pattern", Value.Of(r.IsExclusion ? "!" + r.Pattern : r.Pattern)),
                    ("owners", r.Owners.ToValue()),
                    ("section", Value.Of(r.Section)),
                    ("line", Value.Of(r.Line))))])));
        }
    }
}
