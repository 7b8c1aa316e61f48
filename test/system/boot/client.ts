import { Answer, Client } from './ask';
import { Lab } from './lab';

/** An API server or an etcd member, seen by one client from one host. */
export class Api {
  /**
   * @param lab where
   * @param host the host that asks
   * @param url scheme, address and port
   * @param client what the client shows
   */
  constructor(
    private readonly lab: Lab,
    private readonly host: string,
    private readonly url: string,
    private readonly client: Client = {},
  ) {}

  /** The same server seen by the holder of a planned kubeconfig or certificate, verified by the CA that signed for it. */
  public as(secret: string): Api {
    const { pki } = this.lab;
    return new Api(this.lab, this.host, this.url, { ca: pki.material(`${secret}#ca-bundle.crt`), certificate: pki.material(`${secret}#tls.crt`), key: pki.material(`${secret}#tls.key`) });
  }

  /** GET. */
  public get(path: string): Answer {
    return this.lab.ask(this.host, this.url + path, this.client);
  }

  /** GET, as JSON; anything but 200 is an error. */
  public read(path: string): any {
    const answer = this.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body);
  }

  /** POST. */
  public post(path: string, body: unknown): Answer {
    return this.lab.ask(this.host, this.url + path, this.client, 'POST', body);
  }
}
