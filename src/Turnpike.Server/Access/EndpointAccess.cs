using Microsoft.AspNetCore.Builder;
using Turnpike.Governance.Access;

namespace Turnpike.Server.Access;

/// <summary>What an endpoint asks of whoever calls it. Each endpoint has exactly one; a test sees to it.</summary>
public sealed record EndpointAccess
{
    private EndpointAccess(Permission? permission, bool needsSignIn, string? whyOpen)
    {
        Permission = permission;
        NeedsSignIn = needsSignIn;
        WhyOpen = whyOpen;
    }

    /// <summary>Null where anybody may call it, or anybody who is signed in.</summary>
    public Permission? Permission { get; }

    /// <summary>True where the caller must be known.</summary>
    public bool NeedsSignIn { get; }

    /// <summary>Why anybody may.</summary>
    public string? WhyOpen { get; }

    public static EndpointAccess To(Permission permission) => new(permission, needsSignIn: true, null);

    public static EndpointAccess SignedIn { get; } = new(null, needsSignIn: true, null);

    public static EndpointAccess Open(string why) => new(null, needsSignIn: false, why);
}

public static class EndpointAccessExtensions
{
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(EndpointAccess.To(permission));

    /// <summary>Whoever is signed in may call it: it is about the caller alone.</summary>
    public static TBuilder RequiresSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(EndpointAccess.SignedIn);

    /// <summary>Anybody may call it, signed in or not.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(EndpointAccess.Open(why));
}
