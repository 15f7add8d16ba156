using Microsoft.AspNetCore.Builder;
using Turnpike.Governance.Access;

namespace Turnpike.Server.Access;

/// <summary>What an endpoint asks of whoever calls it. Each endpoint has exactly one; a test sees to it.</summary>
public sealed record EndpointAccess
{
    private EndpointAccess(Permission? permission, string? whyOpen)
    {
        Permission = permission;
        WhyOpen = whyOpen;
    }

    /// <summary>Null where anybody may call it.</summary>
    public Permission? Permission { get; }

    /// <summary>Why anybody may.</summary>
    public string? WhyOpen { get; }

    public static EndpointAccess To(Permission permission) => new(permission, null);

    public static EndpointAccess Open(string why) => new(null, why);
}

public static class EndpointAccessExtensions
{
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(EndpointAccess.To(permission));

    /// <summary>Anybody may call it, signed in or not.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(EndpointAccess.Open(why));
}
