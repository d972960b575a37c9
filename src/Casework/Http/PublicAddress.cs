using System.Net;
using System.Net.Sockets;

namespace IqWorkflows.Casework.Http;

/// <summary>Tells addresses of the open Internet from those of this machine and the networks it stands in, which a workflow must not reach.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_others =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // between a provider and its customers
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local; cloud providers tell machines their secrets there
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocols
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // measuring
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
        IPNetwork.Parse("::/96"), // unspecified, loopback, old IPv4-compatible
        IPNetwork.Parse("64:ff9b::/96"), // IPv4 behind a translator, whatever address that is
        IPNetwork.Parse("64:ff9b:1::/48"), // the same, local
        IPNetwork.Parse("2001::/32"), // IPv4 in a tunnel
        IPNetwork.Parse("2002::/16"), // IPv4 in a tunnel
        IPNetwork.Parse("fc00::/7"), // private
        IPNetwork.Parse("fe80::/10"), // link-local
        IPNetwork.Parse("fec0::/10"), // private, of old
        IPNetwork.Parse("ff00::/8"), // multicast
    ];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Array.Exists(s_others, network => network.Contains(plain));
    }
}
