import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Layout } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { InboxButton } from './inbox-button.tsx';
import { Navigation } from './navigation.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SearchBox } from './search-box.tsx';
import { useMay, useMe } from './session.ts';

function Brand() {
  const me = useMe();
  return (
    <Link to="/" className="brand">
      <img src="/icon.svg" alt="安居首页" width={26} height={26} />
      <span className="brand-text">
        <strong>安居</strong>
        <span className="brand-scope">{me.department ?? (me.organisationName || me.countyName)}</span>
      </span>
    </Link>
  );
}

function MenuDrawer() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="text" icon={<MenuOutlined />} aria-label="打开导航" onClick={() => setOpen(true)} />
      <Drawer
        title="导航"
        placement="left"
        size={264}
        styles={{ body: { padding: 0 } }}
        open={open}
        onClose={() => setOpen(false)}
      >
        <Navigation onOpen={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

/** With another page the keyboard goes on in it, not after the link in the menu that led there. */
function useFocusOnPage(pathname: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const content = document.getElementById('content');
    const at = document.activeElement;
    // Whoever types already, in the search or in the new page, goes on typing.
    if (at instanceof HTMLInputElement || content?.contains(at) !== false) return;
    content.focus({ preventScroll: true });
  }, [pathname]);
}

/** Header, navigation and the page. Below 992 px the navigation hides in a drawer. */
export function ConsoleLayout() {
  const me = useMe();
  const may = useMay();
  const wide = Grid.useBreakpoint().lg ?? true;
  const { pathname } = useLocation();
  useFocusOnPage(pathname);
  return (
    <Layout className="shell">
      <a href="#content" className="skip-link">
        跳到正文
      </a>
      {me.demonstration && (
        <section className="demo-band" aria-label="数据说明">
          演示数据 · 人员、证件号和地址均为虚构，可以随意操作
        </section>
      )}
      <Layout.Header className="top-bar">
        {!wide && <MenuDrawer />}
        <Brand />
        <div className="top-bar-middle">{may('household.read') && <SearchBox />}</div>
        <InboxButton />
        <PersonMenu />
      </Layout.Header>
      <Layout hasSider={wide} className="shell-body">
        {wide && (
          <Layout.Sider width={204} theme="light" className="shell-sider">
            <Navigation />
          </Layout.Sider>
        )}
        <Layout.Content id="content" className="shell-content" tabIndex={0}>
          <Suspense key={pathname.split('/')[1]} fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
