using Turnpike.Connectors.Repositories.Git;
using Turnpike.Formats.CodeOwners;

namespace Turnpike.Connectors.Repositories;

/// <param name="Remote">Null where <paramref name="Folder"/> is a working copy that somebody else keeps.</param>
internal sealed record RepositorySettings(string Name, GitClone? Remote, string Folder, string? Address, CodeOwnersSyntax Syntax, bool IsRendered, IReadOnlyList<string> ProgramPath);
